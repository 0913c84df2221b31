"""The workers' side of a table: read it, and find what was left behind.

Making the drafts is checking.py's affair, submitting them submitting.py's. Every step can be done
again, or twice at once.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from compliance import leases
from compliance.document_store.away import StoreAway
from compliance.table_files import BadTable
from shipments.bulk.checking import key_of
from shipments.bulk.reading import Declared, declared_in
from shipments.models import BulkFile, BulkRow, BulkState
from shipments.models.exchange import UNFINISHED

UNREADABLE = gettext_noop("The file could not be read. This was reported.")


def read(pk: int) -> bool:
    """Read an uploaded file into rows; whether there is anything to check. Raises StoreAway."""
    with _turn(pk) as file:
        if file is None:
            return False
        try:
            with file.file.open("rb") as content:
                columns, declared = declared_in(content.read())
        except StoreAway:
            raise
        except (BadTable, OSError) as error:
            _fail(file, str(error) if isinstance(error, BadTable) else _(UNREADABLE))
            return False
        BulkRow.objects.bulk_create(_rows(file, declared), batch_size=500)
        file.state, file.rows, file.columns = BulkState.CHECKING, len(declared), columns
        file.save(update_fields=["state", "rows", "columns", "touched_at"])
    return True


def give_up(pk: int) -> None:
    """Nothing reads this file: say so, instead of trying for ever."""
    with _turn(pk) as file:
        if file:
            _fail(file, _(UNREADABLE))


def left_behind(before: datetime) -> list[BulkFile]:
    """Files on which nobody has worked since then though something is left to do."""
    return list(BulkFile.objects.filter(leases.before("touched_at", before), state__in=UNFINISHED))


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


@contextmanager
def _turn(pk: int) -> Iterator[BulkFile | None]:
    """The file while this worker alone has it, in the language in which it was brought in; None
    when it is read already."""
    with transaction.atomic():
        waiting = BulkFile.objects.select_for_update().filter(pk=pk, state=BulkState.WAITING)
        file = waiting.first()
        with translation.override(file.language if file else None):
            yield file
