"""The workers' side of a table: read it, make drafts of its rows batch by batch, submit them.

Every step can be done again, or twice at once, and changes nothing: a draft's key comes from what
its row says, so neither the same file nor the same row in another makes a second one.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.bulk.columns import KEY, LINE_PART, content_of
from shipments.bulk.reading import Declared, declared_in
from shipments.bulk.tables import BadTable
from shipments.declare import actions
from shipments.declare.intake import WrongContent, take_in
from shipments.models import BulkFile, BulkRow, BulkState, Shipment
from shipments.models.exchange import UNFINISHED
from shipments.moves import Status

ROWS = UUID("8a1c1f0e-3f6c-4b0e-9a2c-5b1f4c9d4902")
AT_A_TIME = 50


def read(pk: int) -> bool:
    """Read an uploaded file into rows; whether there is anything to check."""
    with transaction.atomic():
        file = _locked(pk, BulkState.WAITING)
        if file is None:
            return False
        try:
            with file.file.open("rb") as content:
                columns, declared = declared_in(content.read())
        except (BadTable, OSError) as error:
            _fail(file, str(error))
            return False
        BulkRow.objects.bulk_create(_rows(file, declared), batch_size=500)
        file.state, file.rows, file.columns = BulkState.CHECKING, len(declared), columns
        file.save(update_fields=["state", "rows", "columns", "touched_at"])
    return True


def give_up(pk: int) -> None:
    """Nothing reads this file: say so, instead of trying for ever."""
    with transaction.atomic():
        file = _locked(pk, BulkState.WAITING)
        if file:
            _fail(file, _("The file could not be read. This was reported."))


def check_some(pk: int) -> bool:
    """Make drafts of the next rows; whether more are left."""
    file = BulkFile.objects.select_related("by__exporter").filter(pk=pk).first()
    if file is None or file.state != BulkState.CHECKING:
        return False
    rows = list(file.declared_rows.filter(is_checked=False)[:AT_A_TIME])
    for row in rows:
        _check(file, row)
    if len(rows) == AT_A_TIME:
        return True
    BulkFile.objects.filter(pk=pk, state=BulkState.CHECKING).update(state=BulkState.DONE)
    return False


def submit_some(pk: int, after: int) -> int | None:
    """Submit the next complete drafts; the number of the last row looked at, None at the end."""
    file = BulkFile.objects.select_related("by").filter(pk=pk, state=BulkState.SUBMITTING).first()
    if file is None:
        return None
    rows = file.declared_rows.filter(number__gt=after, shipment__status=Status.DRAFT)
    found = list(rows.select_related("shipment")[:AT_A_TIME])
    for row in found:
        _submit(row, file.by)
    BulkFile.objects.filter(pk=pk).update(touched_at=clock.now())
    if len(found) == AT_A_TIME:
        return found[-1].number
    BulkFile.objects.filter(pk=pk).update(state=BulkState.DONE)
    return None


def left_behind(before: datetime) -> list[BulkFile]:
    """Files on which nobody has worked since then though something is left to do."""
    return list(BulkFile.objects.filter(state__in=UNFINISHED, touched_at__lt=before))


def key_of(file: BulkFile, cells: Mapping[str, str], lines: list[Any], place: int) -> UUID:
    """The key of the draft that a row makes: what it says, and which of several alike it is."""
    told = {name: text for name, text in cells.items() if name != KEY}
    plain = json.dumps([told, lines, place], sort_keys=True, ensure_ascii=False)
    return uuid5(ROWS, f"{file.exporter_id} {sha256(plain.encode()).hexdigest()}")


def _rows(file: BulkFile, declared: list[Declared]) -> Iterator[BulkRow]:
    """Rows that say the same are told apart by their order."""
    seen: Counter[str] = Counter()
    for each in declared:
        same = str(key_of(file, each.cells, each.lines, 0))
        cells = {"head": each.cells, "lines": each.lines, "place": seen[same]}
        seen[same] += 1
        yield BulkRow(file=file, number=each.number, cells=cells)


def _fail(file: BulkFile, why: str) -> None:
    file.state, file.trouble = BulkState.FAILED, why[:300]
    file.save(update_fields=["state", "trouble", "touched_at"])


def _locked(pk: int, state: str) -> BulkFile | None:
    return BulkFile.objects.select_for_update().filter(pk=pk, state=state).first()


@transaction.atomic
def _check(file: BulkFile, row: BulkRow) -> None:
    """One row, once: a draft with all it says, or the reasons why not, and none of it."""
    now = BulkRow.objects.select_for_update().get(pk=row.pk)
    if now.is_checked:
        return
    errors: dict[str, str] = {}
    try:
        with transaction.atomic():
            now.shipment = _draft(file, now)
    except WrongContent as error:
        errors = dict(_by_column(error.errors, _roles(now)))
    except (Conflict, NotAllowed) as error:
        errors = {KEY: error.sentence}
    now.errors, now.is_checked = errors, True
    now.save(update_fields=["shipment", "errors", "is_checked"])
    counted = "bad" if errors else "good"
    step = {"checked": F("checked") + 1, counted: F(counted) + 1}
    BulkFile.objects.filter(pk=file.pk).update(**step, touched_at=clock.now())


def _draft(file: BulkFile, row: BulkRow) -> Shipment:
    head, lines = row.cells["head"], row.cells["lines"]
    key = key_of(file, head, lines, row.cells["place"])
    shipment = actions.create_draft(by=file.by, creation_key=key)
    if shipment.version == 0 and shipment.status == Status.DRAFT:
        take_in(shipment, content_of(head, lines), by=file.by)
    return shipment


def _submit(row: BulkRow, by: User) -> None:
    shipment = row.shipment
    if shipment is None:
        return
    try:
        actions.submit(shipment, by=by, expected_revision=shipment.revision_no)
        row.errors = {}
    except actions.Incomplete as error:
        row.errors = {KEY: " ".join(each.sentence for each in error.problems)[:1000]}
    except (Conflict, NotAllowed) as error:
        row.errors = {KEY: error.sentence}
    row.save(update_fields=["errors"])


def _roles(row: BulkRow) -> list[str]:
    """The roles of the parties of the row, in the order of its content."""
    content = content_of(row.cells["head"], row.cells["lines"])
    return [party["role"] for party in content["parties"]]


def _by_column(errors: Mapping[str, Any], roles: list[str]) -> Iterator[tuple[str, str]]:
    """Sentences by column; those of parties and lines under the column of that part."""
    for name, found in errors.items():
        if name in ("parties", "lines"):
            for place, each in enumerate(found):
                part = LINE_PART if name == "lines" else roles[place]
                for column, sentences in each.items():
                    yield _column(part, column, place), " ".join(_texts(sentences))
        else:
            yield name, " ".join(_texts(found))


def _column(part: str, name: str, place: int) -> str:
    """Errors of later lines of a declaration carry the line's place."""
    return f"{part}.{name}" + (f"#{place}" if part == LINE_PART and place else "")


def _texts(found: Any) -> Iterator[str]:
    for each in found:
        if isinstance(each, Mapping):
            for inner in each.values():
                yield from _texts(inner)
        else:
            yield str(each)
