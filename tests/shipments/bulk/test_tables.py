"""Tables of declarations: good rows become drafts, bad ones say why, nothing comes twice."""

import csv
import io
import time
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from compliance.accounts.models import User
from shipments.bulk import checking, submitting, tasks, work
from shipments.models import BulkFile, BulkState, Shipment
from shipments.moves import Status
from tests.builders import a_draft
from tests.filing_by_api import content as declaration
from tests.shipments.declare.conftest import signed_in

pytestmark = pytest.mark.django_db
PARTY = ("name_en", "country", "address", "business_kind")
Cells = dict[str, Any]


@pytest.fixture
def client(exporter: User) -> Client:
    return signed_in(exporter)


@pytest.fixture(autouse=True)
def worked_at_once(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Workers run beside the site; here each file is worked through when it is sent."""
    monkeypatch.setattr(tasks, "send", lambda file: work_through(file.pk))


def work_through(pk: int) -> None:
    work.read(pk)
    while checking.check_some(pk):
        pass
    while submitting.submit_some(pk):
        pass


def row(number: int, **changed: Any) -> Cells:
    """A complete declaration of one line, as a person fills in the template."""
    told = declaration(number)
    cells: Cells = {}
    for name, value in told.items():
        if name not in ("parties", "lines"):
            cells[name] = value
    for party in told["parties"]:
        cells |= {f"{party['role']}.{name}": party[name] for name in PARTY}
    line = told["lines"][0]
    for name, value in line.items():
        if name in ("brand_type", "preference", "control_elements"):
            continue
        if name == "composition":
            value = ";".join(f"{each['substance']} {each['percent']}%" for each in value)
        cells[f"line.{name}"] = value
    return {**cells, **changed}


def as_csv(rows: Iterable[Cells], encoding: str = "utf-8") -> bytes:
    rows = list(rows)
    names = list(dict.fromkeys(name for each in rows for name in each))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Cells]) -> bytes:
    book = Workbook()
    rows = list(rows)
    book.active.append(list(rows[0]))
    for each in rows:
        book.active.append(list(each.values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sent(client: Client, data: bytes, name: str = "table.csv") -> BulkFile:
    answer = client.post("/bulk/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return BulkFile.objects.get(pk=answer["Location"].rstrip("/").rpartition("/")[2])


@pytest.mark.parametrize("kind", [as_csv, as_xlsx])
def test_good_rows_become_drafts_with_all_they_say(client: Client, kind: Any) -> None:
    file = sent(client, kind([row(1), row(2), row(3)]))
    assert (file.state, file.rows, file.good, file.bad) == (BulkState.DONE, 3, 3, 0)
    draft = Shipment.objects.get(contract_no="BENCH-2")
    assert draft.status == Status.DRAFT
    assert draft.office.code == "2233"
    assert {party.role for party in draft.parties.all()} == {"consignee", "end_user"}
    line = draft.lines.get()
    told = declaration(2)["lines"][0]
    assert f"{line.net_weight_kg.normalize():f}" == told["net_weight_kg"]
    assert line.material == told["material"]
    assert [each["substance"] for each in line.composition] == [
        each["substance"] for each in told["composition"]
    ]


def test_rows_with_one_key_are_lines_of_one_declaration(client: Client) -> None:
    first = row(1, declaration="A")
    second = {name: value for name, value in first.items() if name.startswith("line.")}
    file = sent(client, as_csv([first, {**second, "declaration": "A"}, row(2)]))
    assert (file.rows, file.good) == (2, 2)
    assert Shipment.objects.get(contract_no="BENCH-1").lines.count() == 2


def test_a_row_names_the_statement_of_its_line_and_the_containers(
    client: Client, exporter: User
) -> None:
    statement = a_draft(exporter).statement
    assert statement
    named = {"line.statement_no": statement.number, "container_nos": "CSQU3054383;TASU1170000"}
    file = sent(client, as_csv([row(1, **named), row(2, **{"line.statement_no": "EUS-NOBODY"})]))
    assert (file.good, file.bad) == (1, 1)
    draft = Shipment.objects.get(contract_no="BENCH-1")
    assert draft.lines.get().statement_no == statement.number
    assert draft.container_nos == "CSQU3054383 TASU1170000"


def test_bad_rows_come_back_with_the_reason_in_each_cell(client: Client) -> None:
    wrong = row(
        2,
        transport_mode="by balloon",
        **{"line.hs_code": "12", "end_user.country": "Atlantis"},
    )
    file = sent(client, as_csv([row(1), wrong]))
    assert (file.good, file.bad) == (1, 1)
    for kind in ("csv", "xlsx"):
        data = _body(client.get(f"/bulk/{file.pk}/bad-rows.{kind}"))
        heading, cells = list(_read(data, kind))
        found = {
            name.rpartition("[")[2].rstrip("]"): text
            for name, text in zip(heading, cells, strict=True)
        }
        reasons = {name for name, text in found.items() if text and "⟦" in text}
        assert reasons == {"transport_mode", "line.hs_code", "end_user.country"}
        assert found["end_user.country"].startswith("Atlantis ⟦")
        assert found["contract_no"] == "BENCH-2"


def test_the_corrected_file_of_bad_rows_can_be_sent_as_it_is(client: Client) -> None:
    file = sent(client, as_csv([row(1), row(2, transport_mode="by balloon")]))
    data = _body(client.get(f"/bulk/{file.pk}/bad-rows.xlsx"))
    book = load_workbook(io.BytesIO(data))
    for cell in book.active[2]:
        if str(cell.value).startswith("by balloon"):
            cell.value = "5"
    buffer = io.BytesIO()
    book.save(buffer)
    again = sent(client, buffer.getvalue(), "again.xlsx")
    assert (again.good, again.bad) == (1, 0)
    assert Shipment.objects.filter(contract_no="BENCH-2").count() == 1


def test_the_same_file_and_the_same_rows_make_nothing_twice(client: Client) -> None:
    data = as_csv([row(1), row(2), row(2)])
    first = sent(client, data)
    assert Shipment.objects.count() == 3
    assert sent(client, data).pk == first.pk
    grown = sent(client, as_csv([row(3), row(2), row(1), row(2)]))
    assert (grown.good, grown.bad) == (4, 0)
    assert Shipment.objects.count() == 4
    work_through(grown.pk)
    assert Shipment.objects.count() == 4


def test_a_cell_never_becomes_a_formula(client: Client) -> None:
    formula = '=HYPERLINK("http://x.example","y")'
    file = sent(client, as_csv([row(1, transport_mode="by balloon", marks=formula)]))
    text = _body(client.get(f"/bulk/{file.pk}/bad-rows.csv")).decode()
    assert "'=HYPERLINK" in text
    data = _body(client.get(f"/bulk/{file.pk}/bad-rows.xlsx"))
    cells = [cell for cell in load_workbook(io.BytesIO(data)).active[2] if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_files_are_read_in_the_encodings_spreadsheets_write(client: Client, encoding: str) -> None:
    client.cookies["django_language"] = "zh-hans"
    named = next(_read(_body(client.get("/bulk/template.csv")), "csv"))
    heading = {text.rpartition("[")[2].rstrip("]"): text for text in named}
    told = {heading[name]: value for name, value in row(1).items()}
    file = sent(client, as_csv([told], encoding))
    assert file.good == 1, list(file.declared_rows.values_list("errors"))
    assert Shipment.objects.get().producer_name_zh == "个旧银坪铟业有限公司"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"colour,size\nred,1\n",
        b"contract_no,contract_no\n1,2\n",
        b"contract_no\n",
        b"PK\x03\x04broken",
        b'contract_no\n"unclosed',
    ],
)
def test_what_is_no_table_fails_with_a_sentence(client: Client, data: bytes) -> None:
    if not data:
        answer = client.post("/bulk/", {"file": SimpleUploadedFile("t.csv", data)})
        assert answer.status_code == 422
        return
    file = sent(client, data)
    assert file.state == BulkState.FAILED
    assert file.trouble
    assert file.trouble in _body(client.get(f"/bulk/{file.pk}/")).decode().replace("&quot;", '"')


def test_complete_drafts_are_submitted_and_others_say_what_they_lack(client: Client) -> None:
    """Papers are attached on the draft's page: without them nothing is submitted."""
    file = sent(client, as_csv([row(1), row(2)]))
    complete = Shipment.objects.get(contract_no="BENCH-1")
    for kind in ("contract", "invoice", "packing_list"):
        complete.attachments.create(
            kind=kind, filename="a.pdf", size=1, sha256=kind, uploaded_by=complete.created_by
        )
    assert client.post(f"/bulk/{file.pk}/submit/").status_code == 302
    complete.refresh_from_db()
    assert complete.status == Status.SCREENING
    other = file.declared_rows.get(shipment__contract_no="BENCH-2")
    assert other.shipment.status == Status.DRAFT
    assert other.errors
    file.refresh_from_db()
    assert file.state == BulkState.DONE


def test_the_template_names_every_column_and_is_understood(client: Client) -> None:
    for language in ("en", "zh-hans"):
        heading = next(_read(_body(client.get("/bulk/template.csv")), "csv"))
        assert "line.hs_code" in str(heading)
        client.cookies["django_language"] = language
    from shipments.bulk.columns import column_called, columns

    assert [column_called(text) for text in heading] == list(columns())


def test_others_files_do_not_exist(client: Client, rival_exporter: User) -> None:
    file = sent(client, as_csv([row(1)]))
    rival = signed_in(rival_exporter)
    for page in ("", "progress/", "bad-rows.csv"):
        assert rival.get(f"/bulk/{file.pk}/{page}").status_code == 404
    assert rival.post(f"/bulk/{file.pk}/submit/").status_code == 404


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_10000_rows_are_checked_in_batches_that_let_others_work(client: Client) -> None:
    rows = [row(1, contract_no=f"BULK-{number}") for number in range(10_000)]
    begun = time.monotonic()
    file = sent(client, as_csv(rows))
    print(f"10,000 rows in {time.monotonic() - begun:.0f} s")
    assert (file.rows, file.good, file.bad) == (10_000, 10_000, 0)
    assert Shipment.objects.count() == 10_000


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _read(data: bytes, kind: str) -> Iterable[list[Any]]:
    if kind == "csv":
        yield from csv.reader(io.StringIO(data.decode("utf-8-sig")))
    else:
        for each in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True):
            yield list(each)
