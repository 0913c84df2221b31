"""The declaration message as a tree of elements, per schema version, read from message_facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from shipments.single_window.message_facts import PARTS
from shipments.single_window.versions import ADDED, OLD, PATTERNS, VERSIONS, WIDTHS

NAMESPACE = "http://www.chinaport.gov.cn/dec"
ROOT = "DecMessage"
LINE = re.compile(
    r"(?P<depth> *)(?P<name>\w+)(?P<count>\?|\*|\[\d+\.\.\d+\])?"
    r"(?: (?P<width>=\d+|\d+\.\.\d*))?(?: /(?P<pattern>\S+))?(?: -> (?P<part>\w+))?"
)
COUNTS: dict[str, tuple[int, int | None]] = {"": (1, 1), "?": (0, 1), "*": (0, None)}


@dataclass(frozen=True)
class Element:
    """One element: how often it stands, how long and of what pattern its text is (a leaf), or
    what it consists of. `most` None is any number, `longest` None any length."""

    name: str
    least: int = 1
    most: int | None = 1
    shortest: int = 0
    longest: int | None = None
    pattern: str = ""
    children: tuple["Element", ...] = ()
    is_opaque: bool = False

    def child(self, name: str) -> "Element | None":
        """The element of that name directly below."""
        return next((each for each in self.children if each.name == name), None)


@cache
def message(version: str) -> Element:
    """The whole message of that version. Raises KeyError for a version that is not known."""
    return Element(ROOT, children=_part("MESSAGE", VERSIONS[version]))


def names_in(part: str, version: str) -> frozenset[str]:
    """The names of the elements directly in a part ("HEAD")."""
    return frozenset(element.name for element in _part(part, VERSIONS[version]))


@cache
def _part(part: str, version: str) -> tuple[Element, ...]:
    is_old = version == OLD
    text = PARTS.get(part, "") + ("" if is_old else ADDED.get(part, ""))
    rows = [found for line in text.splitlines() if (found := LINE.fullmatch(line))]
    elements = tuple(_elements(rows, version, 0))
    return elements if is_old else tuple(_present(part, each) for each in elements)


def _present(part: str, element: Element) -> Element:
    """The element with the width and pattern of the version in use."""
    width = WIDTHS.get(part, {}).get(element.name)
    pattern = PATTERNS.get(part, {}).get(element.name, element.pattern)
    shortest, longest = _width(width) if width else (element.shortest, element.longest)
    return replace(element, shortest=shortest, longest=longest, pattern=pattern)


def _elements(rows: list[re.Match[str]], version: str, depth: int) -> Iterator[Element]:
    for place, row in enumerate(rows):
        if len(row["depth"]) == depth:
            end = place + 1
            while end < len(rows) and len(rows[end]["depth"]) > depth:
                end += 1
            inner = tuple(_elements(rows[place + 1 : end], version, depth + 2))
            yield _element(row, inner, version)


def _element(row: re.Match[str], inner: tuple[Element, ...], version: str) -> Element:
    is_opaque = row["part"] == "opaque"
    of_part = _part(row["part"], version) if row["part"] and not is_opaque else ()
    least, most = _count(row["count"] or "")
    shortest, longest = _width(row["width"] or "")
    return Element(
        row["name"],
        least,
        most,
        shortest,
        longest,
        row["pattern"] or "",
        (*inner, *of_part),
        is_opaque,
    )


def _count(text: str) -> tuple[int, int | None]:
    if text in COUNTS:
        return COUNTS[text]
    least, _dots, most = text.strip("[]").partition("..")
    return int(least), int(most)


def _width(text: str) -> tuple[int, int | None]:
    if text.startswith("="):
        return int(text[1:]), int(text[1:])
    shortest, _dots, longest = text.partition("..")
    return int(shortest or 0), int(longest) if longest else None
