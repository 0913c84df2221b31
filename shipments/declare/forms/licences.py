"""The box for a licence number, with the exporter's own licences to pick from."""

from typing import Any

from django import forms

from compliance import clock
from compliance.accounts.models import Exporter
from shipments.licences.listing import citable_by
from shipments.models import Licence


class LicenceInput(forms.TextInput):
    """A text box that offers the licences the exporter holds; another number can be typed."""

    template_name = "declare/licence_input.html"

    def __init__(self, exporter: Exporter, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.exporter = exporter

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the licences on offer and ties their list to the box."""
        context = super().get_context(name, value, attrs)
        context["licences"] = citable_by(self.exporter, clock.today())
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_own"
        return context


def kind_held(exporter: Exporter, number: str) -> str:
    """The kind of the exporter's own licence of that number; "" where it holds none."""
    own = Licence.objects.filter(holder_uscc=exporter.uscc, number=number)
    return own.values_list("kind", flat=True).first() or ""
