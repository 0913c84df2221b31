"""A file of the register as it is read: encodings, units, and every mistake by row and column."""

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from compliance.accounts.models import User
from shipments.licences.register_file import BadRegister, read_register
from tests.shipments.licences.registers import HEAD, a_file, a_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(exporter: User) -> str:
    return str(exporter.exporter.uscc)


def _as_workbook(text: bytes) -> bytes:
    book = Workbook()
    for line in text.decode().splitlines():
        book.active.append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "saved_as",
    [
        lambda text: text,
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.decode().encode("gb18030"),
        lambda text: text.decode().encode("utf-16"),
        _as_workbook,
    ],
    ids=["UTF-8", "UTF-8 with a mark", "GBK of Chinese Excel", "UTF-16", "XLSX"],
)
def test_the_file_may_be_saved_in_any_usual_way(
    holder: str, saved_as: Callable[[bytes], bytes]
) -> None:
    row = a_row(holder) + ",韩国韩光靶材料株式会社"
    (read,) = read_register(saved_as(a_file(row, head=HEAD + ",最终用户")))
    assert read.boxes["end_user"] == "韩国韩光靶材料株式会社"
    assert (read.number, read.boxes["quantity_kg"]) == ("26-53-000901", "1500.5")


# One kilogram is a thousand grams, one tonne a thousand kilograms; a piece is no mass.
@pytest.mark.parametrize(
    ("quantity", "unit", "kilograms", "own"),
    [
        ("1500.5", "千克", "1500.5", ("", None)),
        ("1500.5", "035", "1500.5", ("", None)),
        ("2500", "克", "2.5", ("", None)),
        ("1.25", "吨", "1250", ("", None)),
        ("600", "片", None, ("020", "600")),
    ],
)
def test_units_of_mass_are_one_and_pieces_are_none(
    holder: str, quantity: str, unit: str, kilograms: str | None, own: tuple[str, str | None]
) -> None:
    (read,) = read_register(a_file(a_row(holder, quantity=quantity, unit=unit)))
    assert read.boxes["quantity_kg"] == kilograms
    assert (read.boxes["unit"], read.boxes["quantity"]) == own


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"unit": ""}, ["第 2 行", "计量单位"]),
        ({"unit": "箩筐"}, ["第 2 行", "计量单位"]),
        ({"quantity": ""}, ["第 2 行", "数量"]),
        ({"quantity": "0"}, ["第 2 行", "数量"]),
        ({"quantity": "=1+1"}, ["第 2 行", "数量"]),
        ({"until": "2026-08-31"}, ["第 2 行", "有效截止日期"]),
        ({"until": "soon"}, ["第 2 行", "有效截止日期"]),
        ({"kind": "9"}, ["第 2 行", "监管证件代码"]),
        ({"uscc": "123"}, ["第 2 行", "统一社会信用代码"]),
        ({"status": "挂起"}, ["第 2 行", "挂起"]),
        ({"number": ""}, ["第 2 行", "许可证号"]),
    ],
)
def test_a_mistake_is_named_by_row_and_column_and_nothing_is_taken(
    holder: str, cells: dict[str, str], words: list[str]
) -> None:
    with pytest.raises(BadRegister) as refused:
        read_register(a_file(a_row(holder, **cells), a_row(holder, "26-53-000902")))
    (sentence,) = refused.value.sentences
    assert all(word in sentence for word in words), sentence


def test_a_number_that_is_there_twice_is_refused(holder: str) -> None:
    with pytest.raises(BadRegister, match="26-53-000901"):
        read_register(a_file(a_row(holder), a_row(holder, "２６-53-000901")))
