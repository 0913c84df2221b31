"""Several things in one sentence, divided as the reader's language divides them; a label and what
it labels."""

import re
from collections.abc import Iterable

from django.utils.translation import pgettext

BETWEEN_STORED = re.compile(r", |、")


def listed(things: Iterable[object]) -> str:
    """The things side by side: “a, b” in English, “a、b” in Chinese."""
    return comma().join(map(str, things))


def listed_apart(things: Iterable[object]) -> str:
    """The same for things that have commas of their own: “a; b”, “a；b”."""
    return pgettext("between things of a list", "; ").join(map(str, things))


def stored_list(text: str) -> list[str]:
    """The codes that a stored finding names in one text, whoever's language it was put in."""
    return BETWEEN_STORED.split(text)


def labelled(label: object, value: object) -> str:
    """“label: value”, “label：value”."""
    return f"{label}{colon()}{value}"


def colon() -> str:
    """What stands between a label and what it labels."""
    return pgettext("between a label and its value", ": ")


def comma() -> str:
    """What stands between two things of a list."""
    return pgettext("between things of a list", ", ")
