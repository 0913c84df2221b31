"""The text of a ministry's notice: annex lines, dates, numbers and counts."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from compliance.parties.entries import has_han
from compliance.parties.importers.mofcom_page import text_of_page

NUMBERED = re.compile(r"[（(]?(\d{1,3})\s*[.、．)）]\s*(.+)")
ANNEX = re.compile(r"附\s*件\s*\d*\s*[:：]?")
POSTCODE = re.compile(r"[（(]?邮\s*(?:政\s*)?编\s*码?\s*[:：]\s*")
ADDRESS = re.compile(r"[，,；;。\s]*地\s*址\s*[:：]\s*")
END = "。；;，,. "
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
IN_FORCE = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日[^。]{0,12}?起")
LISTED_COUNT = re.compile(r"(\d{1,4})\s*家[^，。；]{0,24}(?:列入|移出)")
LEGAL_FORM = re.compile(
    r"(?i)\s*(inc|ltd|llc|l\.l\.c|co|corp|s\.?a|gmbh|limited|l\.?p|plc|k\.?k)\b"
)
ALIAS_WORDS = re.compile(r"[，；]\s*|\s*(?:又称|又名|别称|别名|简称|曾用名|即)[、:：]?\s*")
ALIAS_CUT = re.compile(r"\s*(?:、|及|和)\s*")


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
    if re.search(r"(?i)<(html|body|p|div|br|table)\b", text):
        text = text_of_page(text)
    plain = (" ".join(line.split()) for line in text.replace("\u3000", " ").splitlines())
    return [line for line in plain if line]


def annex_of(lines: Sequence[str]) -> list[AnnexLine]:
    """The numbered parties in order; lines of address and postcode belong to the party above.

    Numbers also count the measures of a notice: a party has its foreign name in brackets, or
    stands, with either name alone, below the line that says "附件".
    """
    found: list[AnnexLine] = []
    is_annex = False
    for line in lines:
        is_annex = is_annex or ANNEX.fullmatch(line) is not None
        numbered = NUMBERED.fullmatch(line)
        if numbered and _may_follow(numbered, found):
            party = _party(int(numbered[1]), numbered[2], bare=is_annex)
            found += [party] if party else []
        elif found:
            found[-1] = _with_particulars(found[-1], line)
    return found


def _may_follow(numbered: re.Match[str], found: Sequence[AnnexLine]) -> bool:
    """A name may begin with a digit, but then only the next number makes the line a party's."""
    return not numbered[2][0].isdigit() or int(numbered[1]) == len(found) + 1


def _with_particulars(party: AnnexLine, line: str) -> AnnexLine:
    if address := ADDRESS.match(line):
        return replace(party, address=line[address.end() :].strip(END))
    if POSTCODE.match(line) and party.address:
        return replace(party, address=f"{party.address}，{line.strip(END)}")
    return party


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


def _party(number: int, text: str, *, bare: bool) -> AnnexLine | None:
    name, *address = ADDRESS.split(text, maxsplit=1)
    first, other = split_name(name.strip().rstrip("。；;，, "))
    if not other and not bare:
        return None
    names = list(_names(other)) if other else []
    if names and has_han(names[0]) and not has_han(first):
        first, names = names[0], [first, *names[1:]]
    if not names and not has_han(first):
        first, names = "", [first]
    return AnnexLine(
        number,
        first,
        names[0] if names else "",
        tuple(names[1:]),
        address[0].strip(END) if address else "",
    )


def _names(foreign: str) -> Iterator[str]:
    """Parts at full-width commas and alias words; ", Ltd." belongs to the name before it. Aliases
    may be several: "别称A、B及C"."""
    parts: list[str] = []
    for part in ALIAS_WORDS.split(foreign):
        if parts and LEGAL_FORM.match(part):
            parts[-1] = f"{parts[-1]}, {part.strip()}"
        elif part.strip():
            parts.append(part.strip())
    for place, part in enumerate(parts or [foreign]):
        yield from ALIAS_CUT.split(part) if place else [part]
