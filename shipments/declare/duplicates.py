"""Numbers of a draft that stand in another declaration of the same exporter already.

For the exporter's eyes only: a frame contract serves many declarations, so this is no rule.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from compliance.listed import listed
from shipments.declare.readiness import Problem
from shipments.declare.sections import SECTIONS
from shipments.labels import label_of
from shipments.models import Shipment
from shipments.moves import Status

UNIQUE = {"contract_no": "trade", "invoice_no": "trade", "bill_no": "transport"}
"""The numbers, each with its page."""
MOST_NAMED = 3
MOST_READ = 100


def duplicates_of(shipment: Shipment) -> list[Problem]:
    """A warning for each number used before, with the latest declarations that use it."""
    given = {name: getattr(shipment, name) for name in UNIQUE if getattr(shipment, name)}
    if not given:
        return []
    alike = Q(*((f"{name}__iexact", value) for name, value in given.items()), _connector=Q.OR)
    own = Shipment.objects.filter(alike, exporter_id=shipment.exporter_id)
    others = own.exclude(pk=shipment.pk).exclude(status=Status.WITHDRAWN)
    rows = list(others.order_by("-pk").values("reference", *UNIQUE)[:MOST_READ])
    found = {
        name: [row["reference"] for row in rows if row[name].upper() == value.upper()]
        for name, value in given.items()
    }
    return [_warning(shipment, name, used) for name, used in found.items() if used]


def _warning(shipment: Shipment, name: str, used_in: list[str]) -> Problem:
    sentence = _("%(field)s %(number)s stands already in: %(references)s.") % {
        "field": label_of(name),
        "number": getattr(shipment, name),
        "references": listed(used_in[:MOST_NAMED]) + (" …" if used_in[MOST_NAMED:] else ""),
    }
    section = SECTIONS[UNIQUE[name]]
    address = f"{section.address(shipment)}#id_{name}"
    return Problem(section.name, sentence, address, is_warning=True, field=name)
