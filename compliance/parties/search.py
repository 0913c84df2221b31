"""Any name against any list, any version and any day, with the names aligned word by word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compliance.listed import listed, stored_list
from compliance.parties.matching import Hit, Part, search_all
from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.screening import SCORE_STEP, rounded
from compliance.parties.snapshots import index_of
from compliance.ui.templatetags.gate49 import code_name

SEARCH_FLOOR = 0.6
MOST_RESULTS = 20
MOST_CONTAINING = 10
SHORTEST_PART = 2
RELATIONS = {
    "same": _("the same"),
    "typo": _("nearly the same"),
    "variant": _("another way of writing"),
    "pinyin": _("sounds the same"),
    "joined": _("joined or split"),
    "added": _("only searched"),
    "omitted": _("only listed"),
    "contradicts": _("contradicts"),
    "kind": _("kind of party"),
    "country": _("country or region"),
    "number": _("number"),
    "address": _("address"),
    "date": _("date of birth or founding"),
}
KIND_NAMES = {
    "person": _("person"),
    "company": _("company"),
    "vessel": _("vessel"),
    "aircraft": _("aircraft"),
}
STATUSES = {
    "listed": ("block", _("Listed")),
    "suspended": ("hold", _("Suspended")),
    "stopped": ("closed", _("Stopped")),
    "not_yet": ("draft", _("Not yet listed")),
}


@dataclass(frozen=True)
class Aligned:
    """One line of an explanation; the rounded contributions add up to the shown score."""

    searched: str
    listed: str
    relation: object
    contribution: Decimal


@dataclass(frozen=True)
class Result:
    """A listed party found, how it stood on the day, and why it was found."""

    entry: ListedParty
    on: date
    name: str
    score: Decimal | None = None
    exact: bool = False
    parts: tuple[Aligned, ...] = ()

    @property
    def status(self) -> tuple[str, object]:
        """Colour and word of the status on the day."""
        return STATUSES[self.entry.status_on(self.on)]

    @property
    def period(self) -> dict[str, Any]:
        """The period that held on the day."""
        return self.entry.period_on(self.on)


def search(name: str, versions: Sequence[ListVersion], on: date) -> list[Result]:
    """The most alike entries first, then those that only contain the text. Two queries."""
    indexes = [index_of(version) for version in versions]
    each = search_all(indexes, name, limit=MOST_RESULTS, floor=SEARCH_FLOOR)
    hits = [(version, hit) for version, found in zip(versions, each, strict=True) for hit in found]
    hits = sorted(hits, key=lambda pair: -pair[1].score)[:MOST_RESULTS]
    entries = _entries(hits)
    alike = [_result(entries[version.pk, hit.entry_id], hit, on) for version, hit in hits]
    known = {result.entry.pk for result in alike}
    containing = [Result(entry, on, str(entry)) for entry in _containing(name, versions, known)]
    return alike + containing


def aligned(hit: Hit) -> tuple[Aligned, ...]:
    """The parts of a hit, rounded so that they add up to its rounded score."""
    score = rounded(hit.score)
    exact = [Decimal(repr(part.contribution)) for part in hit.parts]
    shares = [share.quantize(SCORE_STEP, rounding=ROUND_DOWN) for share in exact]
    if shares:
        heaviest = max(range(len(shares)), key=lambda place: abs(shares[place]))
        shares[heaviest] += score - sum(shares)
    return tuple(_line(part, share) for part, share in zip(hit.parts, shares, strict=True))


def readable(part: Part) -> Part:
    """Kinds of parties and countries in the reader's language; words as they are."""
    in_words = {"kind": _kind, "country": _countries}.get(part.relation)
    if in_words is None:
        return part
    ours, theirs = in_words(part.query_token), in_words(part.listed_token)
    return replace(part, query_token=ours, listed_token=theirs)


def _kind(code: str) -> str:
    return str(KIND_NAMES[code])


def _countries(codes: str) -> str:
    return listed(code_name(code, "countries") for code in stored_list(codes))


def _result(entry: ListedParty, hit: Hit, on: date) -> Result:
    return Result(entry, on, hit.name, rounded(hit.score), hit.exact, aligned(hit))


def _line(part: Part, share: Decimal) -> Aligned:
    shown = readable(part)
    return Aligned(shown.query_token, shown.listed_token, RELATIONS[part.relation], share)


def _entries(hits: Iterable[tuple[ListVersion, Hit]]) -> dict[tuple[int, str], ListedParty]:
    wanted = Q(pk__in=[])
    for version, hit in hits:
        wanted |= Q(version=version, key=hit.entry_id)
    rows = ListedParty.objects.filter(wanted).select_related("version")
    return {(row.version_id, row.key): row for row in rows}


def _containing(
    text: str, versions: Sequence[ListVersion], known: set[int]
) -> Iterable[ListedParty]:
    if len(text) < SHORTEST_PART or len(known) >= MOST_CONTAINING:
        return ()
    rows = ListedParty.objects.filter(
        Q(name_en__icontains=text) | Q(name_zh__contains=text), version__in=versions
    )
    return rows.exclude(pk__in=known).select_related("version").order_by("id")[:MOST_CONTAINING]
