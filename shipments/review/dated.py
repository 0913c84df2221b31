"""How a listing stands on the days that count for a shipment: since when, by what, until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from compliance.codes.row import in_language
from compliance.law.facts import PartyHit
from compliance.parties.entries import UNKNOWN_DAY
from compliance.parties.models import ListedParty
from compliance.parties.search import STATUSES

Entries = dict[tuple[str, int, str], ListedParty]


@dataclass(frozen=True)
class Dated:
    """The period that gives a hit its status; `until` is the day on which another begins."""

    period: dict[str, Any]
    after: dict[str, Any]
    is_weak: bool

    @property
    def since(self) -> str:
        """The first day, "" where the publisher gives none."""
        day = str(self.period["since"])
        return "" if day == UNKNOWN_DAY.isoformat() else day

    @property
    def until(self) -> str:
        """The day on which the status changes, as far as the list says."""
        return str(self.after.get("since", ""))

    @property
    def then(self) -> object:
        """What it changes to."""
        return STATUSES[self.after["status"]][1] if self.after else ""

    @property
    def remark(self) -> str:
        """What the list remarks, in the reader's language."""
        language = in_language("zh", "en")
        return str(self.period.get(f"remark_{language}", ""))


def entries_behind(hits: Iterable[PartyHit]) -> Entries:
    """The entries of the versions that were screened, in one query."""
    wanted = Q(pk__in=[])
    for hit in hits:
        wanted |= Q(
            version__list_code=hit.list_code, version__number=hit.list_version, key=hit.entry_key
        )
    rows = ListedParty.objects.filter(wanted).select_related("version")
    return {(row.version.list_code, row.version.number, row.key): row for row in rows}


def dated_of(hit: PartyHit, entries: Entries, days: Sequence[date]) -> Dated | None:
    """The period behind a hit's status on one of the days; None for a version no longer stored."""
    entry = entries.get((hit.list_code, hit.list_version, hit.entry_key))
    day = next((day for day in days if entry and entry.status_on(day) == hit.status), None)
    if entry is None or day is None:
        return None
    period = entry.period_on(day)
    later = [each for each in entry.periods if each["since"] > day.isoformat()]
    return Dated(period, later[0] if later else {}, hit.listed_name in entry.weak)
