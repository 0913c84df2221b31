"""The text of a ministry's notice: lines of a web page, annex lines, dates, numbers and counts."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser

BLOCKS = frozenset(
    "p div br li tr td th h1 h2 h3 h4 title table ul ol section article header footer".split()
)
SILENT = frozenset(("script", "style", "noscript"))
NUMBERED = re.compile(r"[（(]?(\d{1,3})\s*(?:[.、．)）])\s*(?=\D)(.+)")
ADDRESS = re.compile(r"[，,；;。\s]*地\s*址\s*[:：]\s*")
END = "。；;，,. "
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
IN_FORCE = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日[^。]{0,12}?起")
LISTED_COUNT = re.compile(r"(\d{1,4})\s*家[^，。；]{0,24}(?:列入|移出)")
LEGAL_FORM = re.compile(
    r"(?i)\s*(inc|ltd|llc|l\.l\.c|co|corp|s\.?a|gmbh|limited|l\.?p|plc|k\.?k)\b"
)
ALIAS_WORDS = re.compile(r"[，；]\s*|\s*(?:又称|又名|别名|简称|曾用名|即)[:：]?\s*")


@dataclass(frozen=True)
class AnnexLine:
    """One numbered party of an annex as it was published."""

    number: int
    name_zh: str
    name_en: str
    aliases: tuple[str, ...] = ()
    address: str = ""


def lines_of(text: str) -> list[str]:
    """Lines of a web page or a plain text, without blanks at either end and without empty ones."""
    if re.search(r"(?i)<(html|body|p|div|br)\b", text):
        page = _Page()
        page.feed(text)
        page.close()
        text = "".join(page.parts)
    plain = (" ".join(line.split()) for line in text.replace("\u3000", " ").splitlines())
    return [line for line in plain if line]


def annex_of(lines: Sequence[str]) -> list[AnnexLine]:
    """The numbered parties in order; an address line belongs to the party above it."""
    found: list[AnnexLine] = []
    for line in lines:
        numbered = NUMBERED.fullmatch(line)
        if numbered and (party := _party(int(numbered[1]), numbered[2])):
            found.append(party)
        elif found and (address := ADDRESS.match(line)):
            found[-1] = replace(found[-1], address=line[address.end() :].strip(END))
    return found


def split_name(text: str) -> tuple[str, str]:
    """Name and what the last balanced pair of parentheses, of either width, holds at the end."""
    text = text.strip().rstrip(END) if not text.strip().endswith((")", "）")) else text.strip()
    if not text.endswith((")", "）")):
        return text, ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in ")）") - (text[place] in "(（")
        if depth == 0:
            return text[:place].strip(), text[place + 1 : -1].strip()
    return text, ""


def in_force_from(lines: Sequence[str]) -> date | None:
    """The day a notice takes effect: as it says, else the day it is signed with."""
    text = "\n".join(lines)
    said = IN_FORCE.search(text)
    signed = [match for line in lines if (match := DAY.fullmatch(line.replace(" ", "")))]
    any_day = DAY.search(text)
    match = said or (signed[-1] if signed else any_day)
    return date(*map(int, match.groups())) if match else None


def told_count(lines: Sequence[str]) -> int | None:
    """How many parties the notice says it lists: "将20家…列入"."""
    matches = (LISTED_COUNT.search(_narrow(line)) for line in lines)
    return next((int(match[1]) for match in matches if match), None)


def _narrow(text: str) -> str:
    """Full-width digits and letters as narrow ones; punctuation stays as it is."""
    return "".join(unicodedata.normalize("NFKC", char) if char.isalnum() else char for char in text)


def _party(number: int, text: str) -> AnnexLine | None:
    name, *address = ADDRESS.split(text, maxsplit=1)
    name_zh, foreign = split_name(name.strip().rstrip("。；;，, "))
    if not foreign:
        return None
    name_en, *aliases = _names(foreign)
    return AnnexLine(
        number, name_zh, name_en, tuple(aliases), address[0].strip(END) if address else ""
    )


def _names(foreign: str) -> Iterator[str]:
    """Parts at full-width commas and alias words; ", Ltd." belongs to the name before it."""
    parts: list[str] = []
    for part in ALIAS_WORDS.split(foreign):
        if parts and LEGAL_FORM.match(part):
            parts[-1] = f"{parts[-1]}, {part.strip()}"
        elif part.strip():
            parts.append(part.strip())
    yield from parts or [foreign]


class _Page(HTMLParser):
    """Text of a page: a block is a line, an item of an ordered list gets its number."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._items: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag == "ol":
            self._items.append(0)
        if tag == "li" and self._items:
            self._items[-1] += 1
            self.parts.append(f"{self._items[-1]}. ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag == "ol" and self._items:
            self._items.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))
