"""A listed party as a value, before it becomes a row; nothing here knows a file or a table."""

import hashlib
import re
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from compliance.law.canonical import json_bytes
from compliance.law.list_sources import LIST_SOURCES

FOREIGN_MEASURE = "inform"
LONGEST_KEY = 120
LONGEST_NAME = 300
LONGEST_REMARK = 2000
HAN = re.compile("[\u3400-\u9fff]")
UNKNOWN_DAY = date(1900, 1, 1)
"""Since ever: the publisher gives no day of listing. Never the day of import, which would make
every entry look changed with every import."""


@dataclass(frozen=True)
class Period:
    """From `since` the entry is listed, suspended or stopped, by that notice.

    `verified` is false where no published instrument was found; the remark then says what to check.
    `by_text` is the status the text of the notices gives where it is another: a spokesman's
    statement may go on suspending what by its text is in force again.
    """

    status: str
    since: date
    notice: str = ""
    verified: bool = True
    remark_zh: str = ""
    remark_en: str = ""
    source: str = ""
    by_text: str = ""


@dataclass(frozen=True)
class Entry:
    """One party of a list. `names` are all published names, the Chinese and English ones first;
    `weak` those of them that the publisher calls weak. `remark` is for readers: birth dates and
    the like; nothing is matched with it.
    """

    key: str
    names: tuple[str, ...]
    name_zh: str = ""
    name_en: str = ""
    kind: str = ""
    country: str = ""
    address: str = ""
    measure: str = "prohibit"
    notice: str = ""
    listed_on: date | None = None
    periods: tuple[Period, ...] = ()
    weak: tuple[str, ...] = ()
    remark: str = ""

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the entry's particulars: the same entry in two versions has one digest."""
        return hashlib.sha256(json_bytes(_plain(self))).hexdigest()


ADDED_LATER = ("weak", "remark")
PARTICULARS = tuple(each.name for each in fields(Entry) if each.name not in ADDED_LATER)


def as_published(entry: Entry, list_code: str) -> Entry:
    """The entry of a publisher's file with what follows from the rest of it: the name in either
    script, what the list does to a party and, where it tells of no other, its one period."""
    name_zh, name_en = scripts_of(entry.names)
    periods = entry.periods or listing(entry.listed_on)
    measure = measure_of(list_code)
    return replace(entry, name_zh=name_zh, name_en=name_en, measure=measure, periods=periods)


def key_of(name_en: str, name_zh: str, listed_on: date | None) -> str:
    """The key of an entry whose publisher gives it no number: its name and its day of listing."""
    day = listed_on.isoformat() if listed_on else ""
    room = LONGEST_KEY - len(day) - 1
    return f"{(name_en or name_zh)[:room]}|{day}"


def measure_of(list_code: str) -> str:
    """What the PRC's own lists do to a party; foreign ones only inform."""
    row = LIST_SOURCES.get(list_code)
    return row.measure if row else FOREIGN_MEASURE


def published_names(*names: str) -> tuple[str, ...]:
    """All names without blanks and repeats, in their order, each with single spaces."""
    return tuple(dict.fromkeys(plain for name in names if (plain := " ".join(name.split()))))


def remark_of(*parts: str) -> str:
    """What the publisher says beside names and addresses, cut to what a reader reads."""
    return "; ".join(dict.fromkeys(filter(None, map(str.strip, parts))))[:LONGEST_REMARK]


def listing(listed_on: date | None) -> tuple[Period, ...]:
    """The one period of an entry that has been listed ever since."""
    return (Period("listed", listed_on or UNKNOWN_DAY),)


def scripts_of(names: tuple[str, ...]) -> tuple[str, str]:
    """The first name with Chinese characters and the first without, cut to what a row holds; ""
    where there is none."""
    written = {has_han(name): name[:LONGEST_NAME] for name in reversed(names)}
    return written.get(True, ""), written.get(False, "")


def has_han(name: str) -> bool:
    """Whether any character is a Chinese one."""
    return HAN.search(name) is not None


def _plain(entry: Entry) -> dict[str, object]:
    """JSON types as compliance.law.canonical makes them, ten times as fast for a list of 65,000.
    What was added to entries later counts only where it says something."""
    told = {name: getattr(entry, name) for name in PARTICULARS}
    told["listed_on"] = entry.listed_on and entry.listed_on.isoformat()
    told["periods"] = [_plain_period(each) for each in entry.periods]
    later = {name: getattr(entry, name) for name in ADDED_LATER}
    return told | {name: value for name, value in later.items() if value}


def _plain_period(period: Period) -> dict[str, object]:
    told = {**vars(period), "since": period.since.isoformat()}
    return told if period.by_text else {k: v for k, v in told.items() if k != "by_text"}
