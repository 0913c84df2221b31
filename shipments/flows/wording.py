"""What the keys of flows are called, in the reader's language."""

from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import Exporter
from compliance.law.policy import Policy
from compliance.policy.versions import policy_on
from compliance.ui.templatetags.gate49 import code_name
from shipments.flows.forms import PURITY_LABELS
from shipments.flows.sankey import OTHERS
from shipments.labels import end_use_name

HEADINGS: dict[str, Any] = {
    "country": capfirst(_("country")),
    "end_user": capfirst(_("end user")),
    "end_use": capfirst(_("end use")),
    "exporter": capfirst(_("exporter")),
    "consignee": capfirst(_("consignee")),
    "route": _("Route"),
    "material": _("Goods"),
    "purity": _("Purity class"),
}


class Names:
    """Names of countries, exporters, uses, goods and purity classes, each looked up once."""

    def of(self, division: str, key: str) -> str:
        """The key in words: itself where nobody knows better, "Others" for what is not shown."""
        if key == OTHERS:
            return gettext("not stated") if division == "end_use" else gettext("Others")
        if division == "country":
            return code_name(key, "countries")
        if division == "route":
            arrival, _arrow, final = key.partition(">")
            ends = [final] if arrival == final else [arrival, final]
            return " → ".join(code_name(each, "countries") for each in ends)
        if division == "material":
            return code_name(key, "materials")
        if division == "exporter":
            known = self._exporters.get(key)
            return known.name if known else key
        if division == "end_use":
            return end_use_name(key, self._policy)
        return str(PURITY_LABELS.get(key, key)) if division == "purity" else key

    @cached_property
    def _policy(self) -> Policy:
        return policy_on(clock.today())

    @cached_property
    def _exporters(self) -> dict[str, Exporter]:
        return {str(each.pk): each for each in Exporter.objects.all()}
