"""Finding one's shipments again: by what stands on the papers, by day, in order, as a file."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.spreadsheets import harmless
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.shipments.declare.conftest import signed_in


@pytest.fixture
def sought(exporter: User) -> Shipment:
    """One shipment whose every searched box says something of its own."""
    shipment = a_draft(exporter)
    header = {
        "contract_no": "C-7788",
        "invoice_no": "INV-4711",
        "bill_no": "COSU6123",
        "container_nos": "CSQU3054383 TASU1170000",
        "destination_country": "NLD",
        "net_weight_kg": Decimal("12.5"),
        "gross_weight_kg": Decimal(20),
    }
    Shipment.objects.filter(pk=shipment.pk).update(**header)
    goods = {"hs_code": "2853904051", "name_zh": "磷化铟晶片", "name_en": "InP wafers"}
    shipment.lines.update(**goods, licence_no="26-53-777777", statement_no="EUS-4949")
    shipment.parties.filter(role="consignee").update(
        name_en="Delft Wafers B.V.", name_zh="代尔夫特"
    )
    shipment.parties.create(role="carrier", position=2, name_en="Blue Funnel Line", country="GBR")
    return shipment


def found(client: Client, **filters: str) -> list[str]:
    page = client.get("/shipments/", filters).context["page"]
    return [shipment.reference for shipment in page]


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize(
    "text",
    [
        "INV-4711",
        "inv-47",
        "COSU6123",
        "c-7788",
        "2853904051",
        "2853.90",
        "磷化铟",
        "inp wafers",
        "26-53-777777",
        "２６－５３－777777",
        "tasu1170000",
        "EUS-4949",
        "荷兰",
        "Netherlands",
        "nl",
        "delft",
        "代尔夫特",
        "blue funnel",
    ],
)
def test_a_shipment_is_found_by_what_stands_on_its_papers(
    client: Client, draft: Shipment, sought: Shipment, rival_exporter: User, text: str
) -> None:
    theirs = a_draft(rival_exporter)
    Shipment.objects.filter(pk=theirs.pk).update(invoice_no="INV-4711", destination_country="NLD")
    assert found(client, q=text) == [sought.reference]


def submitted_at(shipment: Shipment, moment: datetime) -> Shipment:
    Shipment.objects.filter(pk=shipment.pk).update(submitted_at=moment)
    return shipment


def test_both_days_of_a_range_count_and_begin_in_china(client: Client, exporter: User) -> None:
    last_of_may, first_of_june = (
        submitted_at(a_shipment(exporter, Status.RELEASED), datetime(2026, 5, 31, hour, tzinfo=UTC))
        for hour in (15, 16)
    )
    a_draft(exporter)
    assert found(client, since="2026-06-01") == [first_of_june.reference]
    assert found(client, until="2026-05-31") == [last_of_may.reference]
    both = {"since": "2026-05-31", "until": "2026-06-01"}
    assert found(client, **both) == [first_of_june.reference, last_of_may.reference]
    page = client.get("/shipments/", {"since": "yesterday"})
    assert "Write the day as year-month-day" in page.content.decode()
    assert page.context["totals"].count == 3


def test_the_list_is_sorted_as_asked(client: Client, exporter: User) -> None:
    light, heavy, unknown = (a_draft(exporter) for _i in range(3))
    for shipment, kg in ((light, 5), (heavy, 900), (unknown, None)):
        Shipment.objects.filter(pk=shipment.pk).update(net_weight_kg=kg, gross_weight_kg=None)
    in_order = {
        "": [unknown, heavy, light],
        "oldest": [light, heavy, unknown],
        "heaviest": [heavy, light, unknown],
    }
    for order, expected in in_order.items():
        assert found(client, order=order) == [each.reference for each in expected]
    assert len(found(client, order="nonsense")) == 3


def test_the_totals_are_of_all_pages(
    client: Client, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shipments.declare.views.lists.PAGE", 2)
    for kg in ("0.5", "1000", "250"):
        shipment = a_draft(exporter)
        Shipment.objects.filter(pk=shipment.pk).update(net_weight_kg=kg, gross_weight_kg=None)
    html = client.get("/shipments/").content.decode()
    assert "3 shipments, 1,250.5\u00a0kg net" in html
    assert "1 to 2 of 3" in html


def rows_of_file(client: Client, **filters: str) -> list[dict[str, str]]:
    answer = client.get("/shipments/shipments.csv", filters)
    assert answer.headers["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_holds_what_the_filters_find_and_nothing_of_others(
    client: Client, draft: Shipment, sought: Shipment, rival_exporter: User
) -> None:
    a_draft(rival_exporter)
    assert {row["Reference"] for row in rows_of_file(client)} == {
        draft.reference,
        sought.reference,
    }
    (row,) = rows_of_file(client, q="INV-4711")
    assert row["Consignee"] == "Delft Wafers B.V."
    assert row["Invoice number"] == "INV-4711"
    assert row["Status"] == "Draft"
    assert Decimal(row["Net weight (kg)"]) == Decimal("12.5")


def test_the_file_reads_chinese_for_who_reads_chinese(exporter: User, draft: Shipment) -> None:
    (row,) = rows_of_file(signed_in(exporter, "zh-hans"))
    assert row["发票号"] == draft.invoice_no
    assert row["状态"] == "草稿"


@pytest.mark.parametrize(
    "typed",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x","y")', "＝1"],
)
def test_no_cell_begins_a_formula(client: Client, draft: Shipment, typed: str) -> None:
    Shipment.objects.filter(pk=draft.pk).update(contract_no=typed)
    (row,) = rows_of_file(client)
    assert row["Contract number"] == f"'{typed}"


def test_what_calculates_nothing_stays_as_it_is() -> None:
    for plain in ("C-7788", "a=b", "", "1.5", "株式会社"):
        assert harmless(plain) == plain
    assert harmless(None) == ""


def test_the_file_asks_no_more_for_more_rows(
    client: Client, exporter: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    a_draft(exporter)
    with django_assert_max_num_queries(8) as few:
        rows_of_file(client)
    for _i in range(6):
        a_draft(exporter)
    with django_assert_max_num_queries(len(few)):
        assert len(rows_of_file(client)) == 7
