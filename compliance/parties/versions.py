"""List versions: storing a new one, the atomic swap, and how each list stands."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.canonical import from_plain, to_plain
from compliance.law.facts import ListState
from compliance.law.list_sources import required_lists
from compliance.law.policy import Policy
from compliance.law.surroundings import Freshness
from compliance.parties.alarms import close_alarms, open_alarms, state_of
from compliance.parties.entries import Entry, Period
from compliance.parties.models import AlarmKind, ListAlarm, ListCode, ListedParty, ListVersion
from compliance.parties.preview import Known, Preview, compare
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict

IMPORT_LOCK = 490_051  # advisory lock, second key: one import of a list at a time
COLUMNS = (
    "version_id", "key", "digest", "name_zh", "name_en", "names", "kind", "country", "address",
    "measure", "notice", "listed_on", "periods", "weak", "remark",
)  # fmt: skip


class Refused(ValueError):
    """A list that must not be put in force; `preview.problems` says why."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("; ".join(str(problem.sentence) for problem in preview.problems))
        self.preview = preview


def prepare(list_code: str, entries: Sequence[Entry]) -> Preview:
    """What these entries would change against the version in force, by the policy's limits."""
    rows = rows_in_force(list_code).values_list("key", "digest", "names")
    known = {key: Known(*rest) for key, *rest in rows}
    return compare(known, entries, _max_shrink(list_code, policy_on(clock.today())))


@transaction.atomic
def activate_version(
    list_code: str,
    entries: Iterable[Entry],
    *,
    source: str,
    sha256: str,
    as_of: date,
    by: User | None = None,
    accepts_smaller: bool = False,
) -> ListVersion:
    """Store the entries as the next version of the list and put it in force, all or nothing.

    A good list clears the alarms of the list. Raises Refused, and Conflict for an older list.
    """
    _take_turn(list_code)
    rows = list(entries)
    _refuse_older(list_code, as_of)
    preview = prepare(list_code, rows)
    if preview.is_bad or (preview.is_shrunken and not accepts_smaller):
        raise Refused(preview)
    version = ListVersion.objects.create(
        list_code=list_code,
        number=_next_number(list_code),
        source=source,
        sha256=sha256,
        rows=len(rows),
        as_of=as_of,
        imported_at=clock.now(),
        imported_by=by,
    )
    _store(version, rows)
    _swap(version)
    close_alarms(list_code, *AlarmKind.values, by=by, reason=f"v{version.number}")
    subject = f"list:{list_code}:{version.number}"
    record("list_activated", by=by, subject=subject, sha256=sha256, rows=len(rows))
    return version


def active_versions() -> dict[str, ListVersion]:
    """The version in force of each list, by list code, in one query."""
    return {each.list_code: each for each in ListVersion.objects.filter(is_active=True)}


def list_states(policy: Policy, today: date) -> tuple[ListState, ...]:
    """How each required list, and each other list in force, stands today.

    The state is a Freshness; bad or shrunken while an alarm is open. Two queries.
    """
    active, alarms = active_versions(), open_alarms()
    codes = sorted({*required_lists(), *active})
    return tuple(
        _state(code, active.get(code), alarms.get(code, []), policy, today) for code in codes
    )


def max_age_days(list_code: str, policy: Policy) -> int | None:
    """How old the list may be; one required since the policy was signed may be as old as the
    strictest of those it names, and no day where it names none."""
    limit = policy.list_limit(list_code)
    if limit:
        return limit.max_age_days
    if list_code not in required_lists():
        return None
    return min((each.max_age_days for each in policy.list_limits), default=0)


def entry_of(row: ListedParty) -> Entry:
    """The stored entry as a value again; its digest is the row's."""
    return Entry(
        key=row.key,
        names=tuple(row.names),
        name_zh=row.name_zh,
        name_en=row.name_en,
        kind=row.kind,
        country=row.country,
        address=row.address,
        measure=row.measure,
        notice=row.notice,
        listed_on=row.listed_on,
        periods=tuple(from_plain(period, Period) for period in row.periods),
        weak=tuple(row.weak),
        remark=row.remark,
    )


def entries_in_force(list_code: str) -> tuple[Entry, ...]:
    """The entries of the version in force, in their order."""
    return tuple(map(entry_of, rows_in_force(list_code).order_by("id")))


def rows_in_force(list_code: str) -> QuerySet[ListedParty]:
    """The same as they are stored."""
    return ListedParty.objects.filter(version__list_code=list_code, version__is_active=True)


def _state(
    list_code: str,
    version: ListVersion | None,
    alarms: list[ListAlarm],
    policy: Policy,
    today: date,
) -> ListState:
    if version is None or not version.rows:
        return ListState(list_code, 0, "", 0, None, Freshness.MISSING)
    limit = max_age_days(list_code, policy)
    is_stale = limit is not None and (today - version.known_good_on).days > limit
    return ListState(
        list_code,
        version.number,
        version.sha256,
        version.rows,
        version.as_of,
        state_of(alarms) or (Freshness.STALE if is_stale else Freshness.FRESH),
        version.known_good_on,
    )


def _max_shrink(list_code: str, policy: Policy) -> Decimal:
    """The policy's limit; a list it does not name follows the strictest one."""
    limit = policy.list_limit(list_code)
    limits = [limit] if limit else policy.list_limits
    return min((each.max_shrink for each in limits), default=Decimal(0))


def _take_turn(list_code: str) -> None:
    with connection.cursor() as cursor:
        turn = ListCode.values.index(list_code)
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [IMPORT_LOCK, turn])


def _refuse_older(list_code: str, as_of: date) -> None:
    newer = ListVersion.objects.filter(list_code=list_code, is_active=True, as_of__gt=as_of).first()
    if newer:
        sentence = _("The version in force is of %(day)s, so this list of %(as_of)s is older.")
        raise Conflict(sentence % {"day": newer.as_of, "as_of": as_of})


def _swap(version: ListVersion) -> None:
    versions = ListVersion.objects.filter(list_code=version.list_code)
    versions.filter(is_active=True).update(is_active=False)
    versions.filter(pk=version.pk).update(is_active=True)
    version.is_active = True


def _next_number(list_code: str) -> int:
    last = ListVersion.objects.filter(list_code=list_code).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _store(version: ListVersion, entries: Sequence[Entry]) -> None:
    """All rows in one COPY: a list of 65,000 takes seconds, not a minute."""
    columns = ", ".join(COLUMNS)
    statement = f"COPY {ListedParty._meta.db_table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for entry in entries:
            copy.write_row(_cells(version, entry))


def _cells(version: ListVersion, entry: Entry) -> tuple[Any, ...]:
    return (
        version.pk,
        entry.key,
        entry.digest,
        entry.name_zh,
        entry.name_en,
        json.dumps(entry.names, ensure_ascii=False),
        entry.kind,
        entry.country,
        entry.address,
        entry.measure,
        entry.notice,
        entry.listed_on,
        json.dumps(to_plain(entry.periods), ensure_ascii=False),
        json.dumps(entry.weak, ensure_ascii=False),
        entry.remark,
    )
