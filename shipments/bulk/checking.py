"""From the rows of a table to drafts: a batch is judged without a lock, then written at once.

Done again, or twice at once, it changes nothing: a draft's key comes from what its row says, so
neither the same file nor the same row in another makes a second one.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db import DataError, IntegrityError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.offices import same_offices
from compliance.policy.versions import one_policy
from compliance.refusals import Conflict
from shipments.bulk.columns import KEY, LINE_PART, content_of
from shipments.declare.intake import WrongContent, sentences_in
from shipments.declare.many import Judge, NewDraft, known_drafts, write
from shipments.models import BulkFile, BulkRow, BulkState

ROWS = UUID("8a1c1f0e-3f6c-4b0e-9a2c-5b1f4c9d4902")
AT_A_TIME = 50
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Verdict:
    """What is to become of a row: the draft that its key made before, a new one, or why none.

    `errors` is {column: sentence}."""

    row: int
    key: UUID
    draft: NewDraft | None = None
    errors: Mapping[str, str] | None = None


def check_some(pk: int) -> bool:
    """Make drafts of the next rows; whether more are left."""
    file = BulkFile.objects.select_related("by__exporter").filter(pk=pk).first()
    if file is None or file.state != BulkState.CHECKING:
        return False
    rows = list(file.declared_rows.filter(is_checked=False)[:AT_A_TIME])
    with translation.override(file.language):
        _settle(file, _verdicts(file, rows))
    if len(rows) == AT_A_TIME:
        return True
    BulkFile.objects.filter(pk=pk, state=BulkState.CHECKING).update(state=BulkState.DONE)
    return False


def key_of(file: BulkFile, cells: Mapping[str, str], lines: list[Any], place: int) -> UUID:
    """The key of the draft that a row makes: what it says, and which of several alike it is."""
    told = {name: text for name, text in cells.items() if name != KEY}
    plain = json.dumps([told, lines, place], sort_keys=True, ensure_ascii=False)
    return uuid5(ROWS, f"{file.exporter_id} {sha256(plain.encode()).hexdigest()}")


def _verdicts(file: BulkFile, rows: Sequence[BulkRow]) -> list[Verdict]:
    """One a row. Rows whose draft is there already are not judged anew."""
    keys = [_key(file, row) for row in rows]
    known = known_drafts(keys, by=file.by)
    judge = Judge(file.by)
    with one_policy(), same_offices():
        return [
            Verdict(row.pk, key) if key in known else _judged(judge, row, key)
            for row, key in zip(rows, keys, strict=True)
        ]


def _judged(judge: Judge, row: BulkRow, key: UUID) -> Verdict:
    content = content_of(row.cells["head"], row.cells["lines"])
    try:
        return Verdict(row.pk, key, judge.draft_of(key, content))
    except WrongContent as error:
        roles = [party["role"] for party in content["parties"]]
        return Verdict(row.pk, key, errors=dict(_by_column(error.errors, roles)))
    except Conflict as error:
        return Verdict(row.pk, key, errors={KEY: error.sentence})


def _settle(file: BulkFile, verdicts: Sequence[Verdict]) -> None:
    """Write the batch. What cannot be stored together is stored one by one, so that one row that
    the database refuses stops no other."""
    try:
        _write(file, verdicts)
    except (Conflict, IntegrityError, DataError) as error:
        if len(verdicts) > 1:
            for each in verdicts:
                _settle(file, [each])
            return
        (refused,) = verdicts
        _write(file, [Verdict(refused.row, refused.key, errors={KEY: _why(error)})])


def _why(error: Exception) -> str:
    if isinstance(error, Conflict):
        return error.sentence
    logger.error("a row of a table cannot be stored", exc_info=error)
    return _("This row could not be stored. This was reported.")


@transaction.atomic
def _write(file: BulkFile, verdicts: Sequence[Verdict]) -> None:
    """Each row once: those that another worker settled meanwhile are left alone."""
    wanted = {each.row: each for each in verdicts}
    rows = file.declared_rows.select_for_update().filter(pk__in=wanted, is_checked=False)
    open_rows = list(rows.order_by("number"))
    here = [wanted[row.pk] for row in open_rows]
    made = write([each.draft for each in here if each.draft], by=file.by)
    made |= known_drafts([each.key for each in here if not each.draft], by=file.by)
    for row in open_rows:
        verdict = wanted[row.pk]
        row.errors, row.is_checked = dict(verdict.errors or {}), True
        row.shipment = None if verdict.errors else made[verdict.key]
    BulkRow.objects.bulk_update(open_rows, ["shipment", "errors", "is_checked"])
    bad = sum(1 for row in open_rows if row.errors)
    BulkFile.objects.filter(pk=file.pk).update(
        checked=F("checked") + len(open_rows),
        good=F("good") + len(open_rows) - bad,
        bad=F("bad") + bad,
        touched_at=clock.now(),
    )


def _key(file: BulkFile, row: BulkRow) -> UUID:
    return key_of(file, row.cells["head"], row.cells["lines"], row.cells["place"])


def _by_column(errors: Mapping[str, Any], roles: list[str]) -> Iterator[tuple[str, str]]:
    """Sentences by column; those of parties and lines under the column of that part."""
    for name, found in errors.items():
        if name in ("parties", "lines"):
            for place, each in enumerate(found):
                part = LINE_PART if name == "lines" else roles[place]
                for column, sentences in each.items():
                    yield _column(part, column, place), " ".join(sentences_in(sentences))
        else:
            yield name, " ".join(sentences_in(found))


def _column(part: str, name: str, place: int) -> str:
    """Errors of later lines of a declaration carry the line's place."""
    return f"{part}.{name}" + (f"#{place}" if part == LINE_PART and place else "")
