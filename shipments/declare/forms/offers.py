"""Text boxes with values to pick from."""

from collections.abc import Iterable
from typing import Any

from django import forms


class OfferInput(forms.TextInput):
    """A text box that offers what its template lists of `offers`; another value can be typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})

    def offers(self) -> Iterable[Any]:
        """What there is to pick from, asked for when the box is shown."""
        raise NotImplementedError

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the offers and ties their list to the box."""
        context = super().get_context(name, value, attrs)
        context["offers"] = list(self.offers())
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_own"
        return context
