"""Which papers bear out a report: codes of ATTACHMENT_KINDS, one of which has to come with it."""

from typing import Any

from django.utils.translation import gettext as _

from compliance.codes.tables import ATTACHMENT_KINDS
from compliance.listed import listed

EVIDENCE: dict[str, tuple[str, ...]] = {
    "arrival": ("bill_of_lading", "delivery_receipt", "warehouse_record"),
    "delivery": ("delivery_receipt", "warehouse_record"),
    "use": ("processing_balance", "warehouse_record"),
    "certificate": ("test_report", "other"),
}
"""A departure is known from the carrier, so the exporter's word is enough."""


def lacking(kind: str, given: list[str]) -> str:
    """A sentence where none of the papers that a report of that kind needs is given."""
    wanted = EVIDENCE.get(kind, ())
    if not wanted or set(wanted) & set(given):
        return ""
    names: list[Any] = [ATTACHMENT_KINDS.require(code).name for code in wanted]
    return _("Attach one of these: %(papers)s.") % {"papers": listed(names)}
