"""What the verbs of the event log are called. Each room names its own verbs once, at start."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_names: dict[str, Any] = {
    "verify_audit": _("Event log verified"),
    "download": _("Downloaded"),
}


def name_verbs(names: Mapping[str, Any]) -> None:
    """Add lazy translated names for verbs. ValueError when a verb has another name already."""
    for verb, name in names.items():
        if _names.setdefault(verb, name) != name:
            raise ValueError(f"the verb {verb} has a name already")


def name_of(verb: str) -> str:
    """The verb's name in the active language; the verb itself where nobody named it."""
    return str(_names.get(verb, verb.replace("_", " ")))


def named_verbs() -> list[tuple[str, str]]:
    """All named verbs with their names, for a select."""
    return sorted(((verb, str(name)) for verb, name in _names.items()), key=lambda pair: pair[1])
