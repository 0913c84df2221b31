"""Entries of the register that may be one: proposed by the name engine, decided by an officer,
parted again where that was wrong."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.parties.matching import Index, ListedName
from compliance.parties.screening import rounded
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.end_users.entries import root_of
from shipments.models import MergeState, RegisteredUser, UserMerge


def propose_merges() -> int:
    """Compare the names of each country with each other; how many new likenesses there are."""
    floor, now = policy_on(clock.today()).match_floor, clock.now()
    before = UserMerge.objects.count()
    rows = RegisteredUser.objects.own().order_by("country", "id")
    for _country, group in groupby(rows, key=attrgetter("country")):
        UserMerge.objects.bulk_create(
            (
                UserMerge(
                    kept=kept,
                    other=other,
                    score=score,
                    state=MergeState.PROPOSED,
                    proposed_at=now,
                )
                for kept, other, score in _alike(list(group), floor)
            ),
            ignore_conflicts=True,
        )
    return UserMerge.objects.count() - before


def merge(pair: UserMerge, *, by: User, reason: str) -> None:
    """Both are one: the older entry stands for both from now on. Conflict where they are one
    already."""
    with transaction.atomic():
        row = _locked(pair)
        kept, other = root_of(row.kept), root_of(row.other)
        if row.state == MergeState.MERGED or kept == other:
            raise Conflict(_("These entries are one already."))
        RegisteredUser.objects.filter(pk=row.other_id).update(merged_into=kept)
        _decide(row, MergeState.MERGED, by, reason)


def reject(pair: UserMerge, *, by: User, reason: str) -> None:
    """They are two; the engine does not propose them again."""
    with transaction.atomic():
        row = _locked(pair)
        if row.state != MergeState.PROPOSED:
            raise Conflict(_("This was decided already."))
        _decide(row, MergeState.REJECTED, by, reason)


def part(pair: UserMerge, *, by: User, reason: str) -> None:
    """Undo the merge: each stands for itself again, with what it was declared."""
    with transaction.atomic():
        row = _locked(pair)
        if row.state != MergeState.MERGED:
            raise Conflict(_("These entries are not merged."))
        RegisteredUser.objects.filter(pk=row.other_id).update(merged_into=None)
        _decide(row, MergeState.UNDONE, by, reason)


DECISIONS = {"merge": merge, "reject": reject, "part": part}


def _locked(pair: UserMerge) -> UserMerge:
    """Both entries are locked in the order of their age, so that no two merges make a circle."""
    ids = sorted((pair.kept_id, pair.other_id))
    list(RegisteredUser.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    rows = UserMerge.objects.select_for_update(of=("self",)).select_related("kept", "other")
    return rows.get(pk=pair.pk)


def _decide(row: UserMerge, state: MergeState, by: User, reason: str) -> None:
    row.state, row.decided_by, row.decided_at, row.reason = state, by, clock.now(), reason
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    record(
        f"end_users_{state}",
        by=by,
        subject=f"end_user:{row.kept_id}",
        name=row.kept.key,
        other=row.other.key,
        reason=reason,
    )


def _alike(
    rows: list[RegisteredUser], floor: Decimal
) -> Iterator[tuple[RegisteredUser, RegisteredUser, Decimal]]:
    """Pairs of one country, the older first, each once."""
    by_id = {str(row.pk): row for row in rows}
    index = Index.build([ListedName(pk, name) for pk, row in by_id.items() for name in _names(row)])
    best: dict[tuple[str, str], Decimal] = {}
    for pk, row in by_id.items():
        for name in _names(row):
            for hit in index.search(name):
                score = rounded(hit.score)
                pair = (pk, hit.entry_id)
                if int(pk) < int(hit.entry_id) and score >= floor:
                    best[pair] = max(best.get(pair, score), score)
    for (pk, other), score in best.items():
        yield by_id[pk], by_id[other], score


def _names(row: RegisteredUser) -> Iterable[str]:
    return dict.fromkeys(name for name in (row.name_en, row.name_zh) if name)
