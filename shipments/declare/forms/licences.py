"""The box for a licence number, with the exporter's own licences to pick from."""

from collections.abc import Iterable
from typing import Any

from compliance import clock
from compliance.accounts.models import Exporter
from shipments.declare.forms.offers import OfferInput
from shipments.licences.listing import citable_by
from shipments.models import Licence


class LicenceInput(OfferInput):
    """Offers the licences that the exporter holds."""

    template_name = "declare/licence_input.html"

    def __init__(self, exporter: Exporter, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.exporter = exporter

    def offers(self) -> Iterable[Licence]:
        """Those that may be cited today."""
        return citable_by(self.exporter, clock.today())


def kind_held(exporter: Exporter, number: str) -> str:
    """The kind of the exporter's own licence of that number; "" where it holds none."""
    own = Licence.objects.filter(holder_uscc=exporter.uscc, number=number)
    return own.values_list("kind", flat=True).first() or ""
