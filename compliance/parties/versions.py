"""List versions: storing a new one, the atomic swap, and how each list stands."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.canonical import to_plain
from compliance.law.facts import ListState
from compliance.law.policy import Policy
from compliance.parties.entries import Entry
from compliance.parties.models import REQUIRED_LISTS, ListedParty, ListVersion


@transaction.atomic
def activate_version(
    list_code: str,
    entries: Iterable[Entry],
    *,
    source: str,
    sha256: str,
    as_of: date,
    by: User | None = None,
) -> ListVersion:
    """Store the entries as the next version of the list and put it in force, all or nothing."""
    rows = list(entries)
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
    ListedParty.objects.bulk_create((_row(version, each) for each in rows), batch_size=2000)
    ListVersion.objects.filter(list_code=list_code, is_active=True).update(is_active=False)
    ListVersion.objects.filter(pk=version.pk).update(is_active=True)
    subject = f"list:{list_code}:{version.number}"
    record("list_activated", by=by, subject=subject, sha256=sha256, rows=len(rows))
    version.is_active = True
    return version


def active_versions() -> dict[str, ListVersion]:
    """The version in force of each list, by list code, in one query."""
    return {each.list_code: each for each in ListVersion.objects.filter(is_active=True)}


def list_states(policy: Policy, today: date) -> tuple[ListState, ...]:
    """How each required list, and each other list in force, stands today: fresh, missing, stale."""
    active = active_versions()
    codes = sorted({*map(str, REQUIRED_LISTS), *active})
    return tuple(_state(code, active.get(code), policy, today) for code in codes)


def _state(list_code: str, version: ListVersion | None, policy: Policy, today: date) -> ListState:
    if version is None or not version.rows:
        return ListState(list_code, 0, "", 0, None, "missing")
    limit = policy.list_limit(list_code)
    is_required = list_code in REQUIRED_LISTS
    age_days = (today - version.as_of).days
    is_stale = age_days > limit.max_age_days if limit else is_required
    return ListState(
        list_code,
        version.number,
        version.sha256,
        version.rows,
        version.as_of,
        "stale" if is_stale else "fresh",
    )


def _next_number(list_code: str) -> int:
    last = ListVersion.objects.filter(list_code=list_code).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _row(version: ListVersion, entry: Entry) -> ListedParty:
    return ListedParty(
        version=version,
        key=entry.key,
        digest=entry.digest,
        name_zh=entry.name_zh,
        name_en=entry.name_en,
        names=list(entry.names),
        kind=entry.kind,
        country=entry.country,
        address=entry.address,
        measure=entry.measure,
        notice=entry.notice,
        listed_on=entry.listed_on,
        periods=to_plain(entry.periods),
    )
