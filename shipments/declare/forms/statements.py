"""The choice of the end-use statement that a declaration rests on: searched, with what is left."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.ui.row_forms import EditForm
from compliance.ui.templatetags.gate49 import kg
from enduse.forms import StatementSearchForm
from enduse.models import EndUseStatement
from shipments.declare.forms.offers import OfferInput
from shipments.declare.statements import in_use_kg
from shipments.models import PartyRole, Shipment

MOST_ON_OFFER = 20


class OwnSearchForm(StatementSearchForm):
    """Which statements are offered (GET): those for the declared end user, unless asked for all."""

    everyone = forms.BooleanField(label=gettext_lazy("Of all end users"), required=False)

    def fitting(self, shipment: Shipment) -> QuerySet[EndUseStatement]:
        """The exporter's statements that fit, the newest first."""
        found = self.found(EndUseStatement.objects.filter(exporter_id=shipment.exporter_id))
        of_all = self.is_bound and self.is_valid() and self.cleaned_data["everyone"]
        return (found if of_all else found.filter(_of_its_end_user(shipment))).order_by("-pk")


class StatementChoiceForm(EditForm):
    """Which of the exporter's end-use statements backs this shipment.

    At most MOST_ON_OFFER are shown; `left_off` counts the others that fit.
    """

    hides_optional = True

    class Meta:
        model = Shipment
        fields = ["statement"]
        widgets = {"statement": forms.RadioSelect}

    def __init__(
        self, *args: Any, found: QuerySet[EndUseStatement] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["statement"]
        chosen = (self.instance.statement_id, self._picked(kwargs.get("initial") or {}))
        keys = (found or EndUseStatement.objects.none()).values_list("pk", flat=True)
        latest = list(keys[: MOST_ON_OFFER + 1])
        own = EndUseStatement.objects.filter(exporter_id=self.instance.exporter_id)
        shown = own.filter(
            Q(pk__in=latest[:MOST_ON_OFFER]) | Q(pk__in=[each for each in chosen if each])
        )
        field.queryset = shown.order_by("-pk").select_related("end_user")
        self.has_more = len(latest) > MOST_ON_OFFER
        self._in_use = in_use_kg(latest + [each for each in chosen if each])
        field.label = _("Your end-use statements")
        field.label_from_instance = self._label
        field.empty_label = _("None yet")

    def _picked(self, initial: dict[str, Any]) -> int | None:
        """The statement sent or just made, where that is a number at all."""
        text = str(
            self.data.get("statement", "") if self.is_bound else initial.get("statement", "")
        )
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None

    def _label(self, row: EndUseStatement) -> str:
        left = row.quantity_kg - self._in_use.get(row.pk, 0)
        words = _("%(number)s · %(end_user)s · %(goods)s · left: %(left)s of %(all)s")
        return words % {
            "number": row.number,
            "end_user": row.end_user,
            "goods": row.goods_zh,
            "left": kg(max(left, 0)),
            "all": kg(row.quantity_kg),
        }


class StatementInput(OfferInput):
    """Offers the statements of the draft's end user, with what is left of each."""

    template_name = "declare/statement_input.html"

    def __init__(self, shipment: Shipment, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.shipment = shipment

    def offers(self) -> Iterator[tuple[EndUseStatement, Decimal]]:
        """The newest first, each with its kilograms."""
        own = EndUseStatement.objects.filter(exporter_id=self.shipment.exporter_id)
        rows = own.filter(_of_its_end_user(self.shipment)).order_by("-pk")[:MOST_ON_OFFER]
        used = in_use_kg([row.pk for row in rows])
        return ((row, max(row.quantity_kg - used.get(row.pk, 0), Decimal(0))) for row in rows)


def _of_its_end_user(shipment: Shipment) -> Q:
    """Statements of the end user that the draft names; all while it names none."""
    party = next((each for each in shipment.parties.all() if each.role == PartyRole.END_USER), None)
    if party is None:
        return Q()
    return Q(end_user_id=party.end_user_id or 0) | Q(end_user__name_en__iexact=party.name_en)
