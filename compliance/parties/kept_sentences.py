"""Sentences that are kept: message and parameters, so that whoever reads them later reads them in
the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True)
class Told:
    """A message as it stands in the catalogue, and its parameters, which may be messages too."""

    message: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __mod__(self, parameters: Mapping[str, Any]) -> "Told":
        return Told(self.message, parameters)

    def __str__(self) -> str:
        return gettext(self.message) % self.parameters

    def plain(self) -> dict[str, Any]:
        """As JSON types."""
        parameters = {
            name: value.plain() if isinstance(value, Told) else str(value)
            for name, value in self.parameters.items()
        }
        return {"message": self.message, "parameters": parameters}


def tell(message: str) -> Told:
    """A message of the catalogue, its parameters still to come: tell("…") % {…}."""
    return Told(message)


def told_of(plain: Any) -> Told:
    """The sentence kept in that form; a text that was kept as such stays as it is."""
    if not isinstance(plain, dict):
        return Told(str(plain).replace("%", "%%"))
    parameters = {
        name: told_of(value) if isinstance(value, dict) else value
        for name, value in plain["parameters"].items()
    }
    return Told(plain["message"], parameters)
