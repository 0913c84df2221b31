"""Notices of the Ministry of Commerce, folded into the list in force.

A listing notice adds the parties of its annex; one that suspends, stops or removes adds a period to
entries it names in an annex, or points at by the number or day of the notice that listed them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from compliance.law.list_sources import LIST_SOURCES
from compliance.parties.entries import Entry, Period, key_of, measure_of, published_names
from compliance.parties.importers.mofcom_text import (
    AnnexLine,
    annex_of,
    in_force_from,
    lines_of,
    told_count,
)
from compliance.parties.importers.reading import BadFile, Source, SourceFile, text_of
from compliance.parties.kept_sentences import tell as _

BANS = re.compile(r"禁止[^。；;]{0,30}(?:进出口活动|进行有关交易)")
VERBS = {"暂停": "suspended", "停止": "stopped", "移出": "stopped", "恢复": "listed"}
COUNTRIES = {"美国": "USA", "日本": "JPN", "台湾": "TWN", "加拿大": "CAN", "英国": "GBR"}
NUMBER = re.compile(r"(\d{4})年第(\d+)号|〔(\d{4})〕(\d+)号")
REFERENCE = re.compile(
    r"(?P<listed>(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日被?列入)"
    r"|〔(?P<uel_year>\d{4})〕(?P<uel>\d+(?:号?[和、]\d+)*)号"
    r"|(?:(?P<year>\d{4})年)?第(?P<no>\d+(?:号?[和、]第?\d+)*)号公告"
)
MEMBERS = re.compile(r"(\d{1,4})\s*家")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """A status for the entries an earlier notice listed; `members` is how many it says they are."""

    status: str
    reference: str
    members: int | None = None


@dataclass(frozen=True)
class Notice:
    """What one notice says."""

    title: str
    number: str
    since: date
    annex: tuple[AnnexLine, ...]
    status: str
    country: str
    measure: str = ""
    changes: tuple[Change, ...] = ()


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """The entries in force with these notices applied, in the order of the files."""
    entries = list(source.current())
    for file in files:
        notice = read_notice(text_of(file), source)
        entries = _apply(entries, notice, source)
    yield from entries


def read_notice(text: str, source: Source) -> Notice:
    """Parse one notice; raises BadFile when it is about another list or its count does not fit."""
    lines = lines_of(text)
    title = next((line for line in lines if _list_of(line)), "")
    if _list_of(title) != source.list_code:
        raise BadFile(_("This notice is not about the list chosen here."))
    annex = annex_of(lines)
    _check_count(annex, told_count(lines))
    status = next((VERBS[verb] for verb in VERBS if verb in title), "listed")
    since = in_force_from(lines) or source.as_of
    return Notice(
        title=title,
        number=_number(lines),
        since=since,
        annex=tuple(annex),
        status=status,
        country=next((code for word, code in COUNTRIES.items() if word in title), ""),
        measure=_measure_of(source.list_code, "\n".join(lines)),
        changes=() if annex else tuple(_changes("\n".join(lines), since.year)),
    )


def _measure_of(list_code: str, text: str) -> str:
    """What the notice itself bans; else what the list usually does."""
    is_ban = list_code == "unreliable_entity_list" and BANS.search(text)
    return "prohibit" if is_ban else measure_of(list_code)


def _list_of(title: str) -> str:
    named = [row for row in LIST_SOURCES.values() if row.notice_words]
    return next((str(row) for row in reversed(named) if row.notice_words in title), "")


def _check_count(annex: Sequence[AnnexLine], told: int | None) -> None:
    if annex and told is None:
        raise BadFile(_("The notice does not say how many parties it lists."))
    if annex and told != len(annex):
        sentence = _("The notice says %(told)s parties, but its annex has %(found)s.")
        raise BadFile(sentence % {"told": told, "found": len(annex)})
    if [line.number for line in annex] != list(range(1, len(annex) + 1)):
        raise BadFile(_("The annex is not numbered 1, 2, 3 …: a line is missing or was misread."))


def _number(lines: Sequence[str]) -> str:
    match = next((found for line in lines if (found := NUMBER.search(line))), None)
    if match is None:
        return ""
    if match[1]:
        return f"MOFCOM {match[1]} No.{match[2]}"
    return f"UEL 〔{match[3]}〕{match[4]}"


def _apply(entries: list[Entry], notice: Notice, source: Source) -> list[Entry]:
    if notice.annex and notice.status == "listed":
        added = [_entry(line, notice, source) for line in notice.annex]
        keys = {entry.key for entry in added}
        return [*(entry for entry in entries if entry.key not in keys), *added]
    concerned = _named(entries, notice) if notice.annex else _referred(entries, notice)
    if not concerned:
        raise BadFile(_("No entry of the list in force is meant by this notice."))
    return [
        _with_period(entry, concerned[entry.key], notice) if entry.key in concerned else entry
        for entry in entries
    ]


def _entry(line: AnnexLine, notice: Notice, source: Source) -> Entry:
    return Entry(
        key=key_of(line.name_en, line.name_zh, notice.since),
        names=published_names(line.name_zh, line.name_en, *line.aliases),
        name_zh=line.name_zh,
        name_en=line.name_en,
        country=notice.country,
        address=line.address,
        measure=notice.measure,
        notice=notice.number or source.url,
        listed_on=notice.since,
        periods=(Period("listed", notice.since, notice.number, source=source.url),),
    )


def _with_period(entry: Entry, status: str, notice: Notice) -> Entry:
    period = Period(status, notice.since, notice.number or notice.title)
    return replace(entry, periods=(*entry.periods, period))


def _named(entries: Sequence[Entry], notice: Notice) -> dict[str, str]:
    """Every line of the annex must be an entry, by one of its names."""
    by_name: dict[str, list[str]] = {}
    for entry in entries:
        for name in entry.names:
            by_name.setdefault(_plain(name), []).append(entry.key)
    found: dict[str, str] = {}
    for line in notice.annex:
        keys = by_name.get(_plain(line.name_en)) or by_name.get(_plain(line.name_zh))
        if not keys:
            raise BadFile(
                _("%(name)s is not on the list in force, so nothing can happen to its entry.")
                % {"name": line.name_zh or line.name_en}
            )
        found |= dict.fromkeys(keys, notice.status)
    return found


def _referred(entries: Sequence[Entry], notice: Notice) -> dict[str, str]:
    found: dict[str, str] = {}
    for change in notice.changes:
        keys = [entry.key for entry in entries if change.reference in _known_as(entry)]
        keys = keys or [entry.key for entry in entries if change.reference == _day_before(entry)]
        if change.members not in (None, len(keys)):
            sentence = _(
                "The notice says %(told)s parties for %(which)s, but the list has %(found)s."
            )
            about = {"told": change.members, "which": change.reference, "found": len(keys)}
            raise BadFile(sentence % about)
        found |= dict.fromkeys(keys, change.status)
    return found


def _known_as(entry: Entry) -> tuple[str, str]:
    return entry.notice, f"listed {entry.listed_on}"


def _day_before(entry: Entry) -> str:
    """A notice of one day may have taken effect, and so listed its parties, on the next."""
    return f"listed {entry.listed_on - ONE_DAY}" if entry.listed_on else ""


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _changes(text: str, year: int) -> Iterator[Change]:
    for sentence in re.split(r"[。；;\n？?]", text):
        verbs = [(m.start(), VERBS[m[0]]) for m in re.finditer("|".join(VERBS), sentence)]
        matches = list(REFERENCE.finditer(sentence))
        ends = [*(match.start() for match in matches[1:]), len(sentence)]
        for match, end in zip(matches, ends, strict=False):
            status = _verb_for(match.start(), sentence, verbs)
            references = list(_references(match, year)) if status else []
            members = MEMBERS.search(sentence, match.end(), end) if len(references) == 1 else None
            told = int(members[1]) if members else None
            yield from (Change(status, reference, told) for reference in references)


def _verb_for(place: int, sentence: str, verbs: list[tuple[int, str]]) -> str:
    """The verb before a reference, or after it in "对于…，继续暂停"."""
    before = [status for start, status in verbs if start < place]
    after = [status for start, status in verbs if start > place]
    leads = sentence[:place].endswith(("对", "对于"))
    return after[0] if after and (leads or not before) else (before or [""])[-1]


def _references(match: re.Match[str], year: int) -> Iterator[str]:
    if match["listed"]:
        yield f"listed {date(int(match['y']), int(match['m']), int(match['d']))}"
    elif match["uel"]:
        for number in re.findall(r"\d+", match["uel"]):
            yield f"UEL 〔{match['uel_year']}〕{number}"
    else:
        for number in re.findall(r"\d+", match["no"]):
            yield f"MOFCOM {match['year'] or year} No.{number}"
