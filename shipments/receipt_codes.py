"""What the receipts of the Single Window are called, and where the event log holds them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

RECEIPT = "single_window_receipt"
CODES: Mapping[str, Any] = {
    "3": gettext_lazy("Upload succeeded"),
    "4": gettext_lazy("Upload failed"),
    "7": gettext_lazy("Declared"),
    "Y": gettext_lazy("Declaring failed"),
    "L": gettext_lazy("Received by customs"),
    "E": gettext_lazy("Not accepted"),
    "H": gettext_lazy("To be declared by hand"),
    "Z": gettext_lazy("Returned for correction"),
    "M": gettext_lazy("To be examined again"),
    "G": gettext_lazy("Examined"),
    "C": gettext_lazy("Inspection of the exports notified"),
    "W": gettext_lazy("Examination notified"),
    "I": gettext_lazy("Release notified"),
    "B": gettext_lazy("Released on security"),
    "F": gettext_lazy("Released, papers to be handed in"),
    "T": gettext_lazy("Duties to be paid"),
    "D": gettext_lazy("Declaration deleted by customs"),
    "R": gettext_lazy("Customs formalities closed"),
    "S": gettext_lazy("Quarantine inspection"),
    "a": gettext_lazy("Certificate issued"),
}
"""The channels of a receipt (Single Window message formats of 2018)."""
