"""A composition written in one cell: In 99.995%;Sn 0.005%."""

import re
from collections.abc import Iterable
from decimal import Decimal

COMPONENT = re.compile(r"\s*(?P<substance>[^;；]+?)[\s:：]+(?P<percent>[\d.]+)\s*[%％]?\s*")
SEPARATOR = re.compile(r"[;；]")


def text_of_composition(rows: Iterable[tuple[str, Decimal]]) -> str:
    """The constituents, each a substance and its per cent by mass."""
    return ";".join(f"{substance} {percent.normalize():f}%" for substance, percent in rows)


def composition_in(text: str) -> list[dict[str, str]] | None:
    """The constituents of a text as rows; None where it is written otherwise."""
    found = [COMPONENT.fullmatch(part) for part in SEPARATOR.split(text) if part.strip()]
    rows = [match.groupdict() for match in found if match]
    return rows if rows and len(rows) == len(found) else None
