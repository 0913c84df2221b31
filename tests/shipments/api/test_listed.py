"""The whole list over the API: totals, CSV and XLSX as on the page; draws in pages; the account."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from openpyxl import load_workbook
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify.models import Wishes
from shipments.api.pages import NewestFirst
from shipments.models import LicenceDraw, Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.shipments.test_strangers import a_licence

pytestmark = pytest.mark.django_db


def priced(shipment: Shipment, kg: str, *prices: tuple[str, str]) -> Shipment:
    """That net weight, and those (price, currency) on its lines."""
    Shipment.objects.filter(pk=shipment.pk).update(net_weight_kg=kg, gross_weight_kg=None)
    (line,) = shipment.lines.all()
    for number, (price, currency) in enumerate(prices, start=1):
        line.pk = None if number > 1 else line.pk
        line.number, line.total_price, line.currency = number, Decimal(price), currency
        line.save()
    return shipment


def csv_of(api: APIClient, **filters: str) -> list[dict[str, str]]:
    answer = api.get("/api/shipments/csv/", filters, headers={"Accept-Language": "en"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_totals_are_by_currency_and_of_what_fits(
    api: APIClient, rival: APIClient, exporter: User, rival_exporter: User
) -> None:
    priced(a_draft(exporter), "0.5", ("100.25", "USD"), ("7", "EUR"))
    priced(a_shipment(exporter, Status.RELEASED), "1000", ("900", "USD"))
    priced(a_draft(rival_exporter), "77", ("1", "JPY"))
    assert api.get("/api/shipments/totals/").json() == {
        "count": 2,
        "net_kg": "1000.50000",
        "values": [
            {"currency": "EUR", "value": "7.0000"},
            {"currency": "USD", "value": "1000.2500"},
        ],
        "is_all": True,
    }
    assert api.get("/api/shipments/totals/", {"status": "released"}).json()["values"] == [
        {"currency": "USD", "value": "900.0000"}
    ]
    assert rival.get("/api/shipments/totals/").json()["net_kg"] == "77.00000"
    assert api.get("/api/shipments/totals/", {"q": "no such thing"}).json()["count"] == 0


def test_totals_of_more_than_are_added_up_say_so(
    api: APIClient, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shipments.declare.listing.MOST_ADDED_UP", 2)
    for kg in ("5", "20", "300"):
        priced(a_draft(exporter), kg, (kg, "USD"))
    told = api.get("/api/shipments/totals/").json()
    assert (told["count"], told["net_kg"], told["is_all"]) == (2, "320.00000", False)
    assert told["values"] == [{"currency": "USD", "value": "320.0000"}]


def test_the_files_hold_what_fits_and_no_formula(
    api: APIClient, rival: APIClient, exporter: User
) -> None:
    draft = priced(a_draft(exporter), "1.5", ("2", "USD"), ("3", "EUR"))
    released = a_shipment(exporter, Status.RELEASED)
    Shipment.objects.filter(pk=draft.pk).update(contract_no='=HYPERLINK("x")')
    first, second = csv_of(api, order="oldest")
    assert (first["Reference"], second["Reference"]) == (draft.reference, released.reference)
    assert second["Pre-entry number"] == released.declaration_no
    assert (first["Currency"], second["Currency"]) == ("EUR, USD", "USD")
    assert first["Contract number"] == '\'=HYPERLINK("x")'
    assert [row["Reference"] for row in csv_of(api, status="draft")] == [draft.reference]
    assert csv_of(rival) == []
    answer = api.get("/api/shipments/xlsx/", {"status": "draft"})
    _heading, row = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert (row[0], row[4], row[8]) == (draft.reference, '\'=HYPERLINK("x")', 1.5)


@pytest.mark.parametrize("what", ["totals", "csv", "xlsx"])
def test_a_filter_of_the_list_that_is_none_is_refused_by_name(api: APIClient, what: str) -> None:
    for name, value in (("stauts", "draft"), ("since", "tomorrow"), ("cursor", "x")):
        answer = api.get(f"/api/shipments/{what}/", {name: value})
        assert (answer.status_code, list(answer.json())) == (400, [name])


def test_draws_of_a_licence_come_in_pages(
    api: APIClient, rival: APIClient, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewestFirst, "page_size", 2)
    monkeypatch.setattr("shipments.api.licences.LAST_DRAWS", 2)
    licence = a_licence(exporter.exporter.uscc)  # type: ignore[union-attr]
    drawn = []
    for number in range(3):
        shipment = a_shipment(exporter, Status.RELEASED)
        at = clock.now() + timedelta(seconds=number)
        told = {"shipment": shipment, "revision": shipment.revisions.get(), "at": at}
        LicenceDraw.objects.create(licence=licence, kg="0.1", **told)
        drawn.insert(0, shipment.reference)
    address = f"/api/licences/{licence.number}/"
    assert [each["reference"] for each in api.get(address).json()["draws"]] == drawn[:2]
    first = api.get(f"{address}draws/").json()
    rest = api.get(first["next"]).json()
    assert [each["reference"] for each in first["results"] + rest["results"]] == drawn
    assert rest["next"] is None
    assert rival.get(f"{address}draws/").status_code == 404


def test_an_account_says_what_is_mailed_and_in_which_language(
    api: APIClient, exporter: User
) -> None:
    told = api.get("/api/account/").json()
    assert told["username"] == "exporter"
    assert told["mailed"] == told["may_be_mailed"]
    assert "password" not in str(told)
    wishes = {"language": "en", "mailed": ["deadline"]}
    again = api.put("/api/account/", wishes, format="json").json()
    assert again == {**told, **wishes}
    exporter.refresh_from_db()
    assert exporter.language == "en"
    assert set(Wishes.objects.get(user=exporter).unmailed) == {*told["may_be_mailed"]} - {
        "deadline"
    }
    assert Event.objects.get(verb="profile_changed").detail["fields"] == ["language"]
    assert mail.outbox == []


def test_of_an_account_nothing_else_can_be_changed(api: APIClient, exporter: User) -> None:
    good = {"language": "en", "mailed": []}
    for wrong, name in (
        ({"email": "thief@example.org"}, "email"),
        ({"password": "x"}, "password"),
        ({"language": "fr"}, "language"),
        ({"mailed": ["case"]}, "mailed"),
        ({"mailed": ["account"]}, "mailed"),
    ):
        answer = api.put("/api/account/", {**good, **wrong}, format="json")
        assert (answer.status_code, list(answer.json())) == (400, [name])
    assert not Wishes.objects.exists()
    assert not Event.objects.filter(verb="profile_changed").exists()
