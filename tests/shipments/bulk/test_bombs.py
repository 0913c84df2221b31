"""Tables made to break or stall the reader: refused with a sentence, soon, and never read again."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from compliance import limits, table_files
from compliance.accounts.models import User
from compliance.refusals import Conflict
from compliance.table_files import BadTable
from shipments.bulk import actions, checking, reading, tasks, work
from shipments.models import BulkFile, BulkRow, BulkState, Shipment
from tests.shipments.bulk.test_tables import as_csv, as_xlsx, row

SOON = 12  # seconds of the processor
SHEET = "xl/worksheets/sheet1.xml"


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    """The workbook with another part in place of one of its own."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for each in before.namelist():
            after.writestr(each, content if each == name else before.read(each))
    return target.getvalue()


def sheet_of(rows: str) -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def one_cell(place: str, row_number: int) -> str:
    cell = f'<c r="{place}" t="inlineStr"><is><t>contract_no</t></is></c>'
    return f'<row r="{row_number}">{cell}</row>'


BOOK = as_xlsx([{"contract_no": "C-1"}])
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c>
<v>&b;</v></c></row></sheetData></worksheet>"""
BOMBS: dict[str, Callable[[], bytes]] = {
    "a row at the end of the sheet": lambda: with_part(
        BOOK, SHEET, sheet_of(one_cell("A1", 1) + one_cell("A1048576", 1_048_576))
    ),
    "a part that unpacks to more than fits": lambda: with_part(
        BOOK, "xl/styles.xml", b" " * (table_files.MOST_UNPACKED_BESIDE + 1)
    ),
    "a sheet that unpacks to more than fits": lambda: with_part(
        BOOK, SHEET, b" " * (table_files.MOST_UNPACKED + 1)
    ),
    "entities": lambda: with_part(BOOK, SHEET, ENTITIES),
    "broken XML": lambda: with_part(BOOK, SHEET, b"<worksheet><sheetData><row>"),
    "no sheet": lambda: with_part(BOOK, "xl/workbook.xml", b"<workbook/>"),
    "an archive that is no workbook": lambda: with_part(BOOK, "[Content_Types].xml", b"<Types/>"),
    "a zero character": lambda: b"contract_no\nC\x001\n",
    "half a character of UTF-16": lambda: b"\xff\xfec\x00o",
    "one row too many": lambda: b"contract_no\n" + b"x\n" * table_files.MOST_ROWS,
    "a cell without an end": lambda: b'contract_no\n"' + b"x" * 1_000_000,
}
"""Made when they are needed: packing the large ones takes seconds."""


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_with_a_sentence(make: Callable[[], bytes]) -> None:
    data, began = make(), time.process_time()
    with pytest.raises(BadTable) as refused:
        reading.declared_in(data)
    assert time.process_time() - began < SOON
    assert len(refused.value.sentence) > 10


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused(seed: int) -> None:
    """Bytes of its parts and of the archive itself changed at random."""
    dice = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(BOOK)) as packed:
        name = dice.choice(packed.namelist())
        part = bytearray(packed.read(name))
    for _turn in range(dice.randint(1, 12)):
        part[dice.randrange(len(part))] = dice.randrange(256)
    damaged = bytearray(with_part(BOOK, name, bytes(part)))
    for _turn in range(dice.randint(0, 2)):
        damaged[dice.randrange(4, len(damaged))] = dice.randrange(256)
    with suppress(BadTable):
        reading.declared_in(bytes(damaged))


@pytest.mark.django_db
def test_a_file_that_breaks_the_reader_is_given_up_and_says_so(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "send", lambda _file: None)
    file = actions.bring_in(as_csv([row(1)]), by=exporter, filename="a.csv")

    def broken(_data: bytes) -> Any:
        raise RecursionError("a mistake of ours")

    monkeypatch.setattr(work, "declared_in", broken)
    tasks.read(file.pk)
    file.refresh_from_db()
    assert file.state == BulkState.FAILED
    assert file.trouble
    assert work.left_behind(file.touched_at.replace(year=2100)) == []


@pytest.mark.django_db
def test_an_exporter_cannot_keep_the_workers_busy_with_many_files(
    exporter: User, rival_exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "send", lambda _file: None)
    for number in range(limits.BULK_WAITING):
        actions.bring_in(as_csv([row(number)]), by=exporter)
    with pytest.raises(Conflict):
        actions.bring_in(as_csv([row(99)]), by=exporter)
    assert actions.bring_in(as_csv([row(1)]), by=rival_exporter)
    BulkFile.objects.filter(exporter=exporter.exporter).update(state=BulkState.DONE)
    assert actions.bring_in(as_csv([row(99)]), by=exporter)


@pytest.mark.django_db
def test_a_declaration_of_more_lines_than_there_can_be_is_refused_whole(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "send", lambda _file: None)
    rows = [row(1, declaration="one") for _line in range(limits.GOODS_LINES + 1)]
    file = actions.bring_in(as_csv(rows), by=exporter)
    work.read(file.pk)
    checking.check_some(file.pk)
    assert BulkRow.objects.get().errors
    assert not Shipment.objects.exists()
