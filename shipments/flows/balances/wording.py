"""What the masses of a balance are called."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

HEADED: dict[str, Any] = {
    "received_kg": _("Received"),
    "used_kg": _("Reported as used"),
    "product_kg": _("In products"),
    "scrap_kg": _("In scrap"),
    "in_stock_kg": _("In stock"),
    "handed_on_kg": _("Handed on"),
    "awaited_kg": _("No report due yet"),
    "unexplained_kg": _("Unexplained"),
    "lines": capfirst(_("goods lines")),
}
"""By the columns of figures.COLUMNS."""
