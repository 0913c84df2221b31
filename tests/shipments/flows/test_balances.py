"""What became of the metal by user, consignee, country, use, exporter and route: figures worked out
by hand, and every number opening the shipments that make it."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from shipments.demo.buyers import DEKKER, HANBIT
from shipments.demo.goods import INGOT, INP
from shipments.demo.scenarios import VIA_HONG_KONG
from shipments.end_users.keeping import register_from_flows
from shipments.end_users.merging import merge, propose_merges
from shipments.flows.balances.figures import Balance, total, worst_first
from shipments.flows.keeping import keep_flows
from shipments.flows.recount import check, settle
from shipments.flows.shares import shared_out
from shipments.models import FollowUp, FollowUpReport, Shipment, UserMerge
from shipments.moves import Status
from tests.builders import a_shipment
from tests.worlds import made_once

HANBIT_KEY = "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"
DEKKER_KEY = f"{DEKKER.name_en.upper()} (NLD)"
PAGE = "/flows/balances/"


def owed(shipment: Shipment, due_on: date | None, **report: Any) -> None:
    """A report of use that is owed, and filed where masses are given."""
    duty = FollowUp.objects.create(
        shipment=shipment, exporter_id=shipment.exporter_id, kind="use", after="delivery",
        days=120, policy_number=1, released_at=timezone.now(), due_on=due_on,
        met_at=timezone.now() if report else None,
    )  # fmt: skip
    if report:
        FollowUpReport.objects.create(
            follow_up=duty, shipment=shipment, happened_on=clock.today(), text="Used.",
            by=shipment.created_by, at=timezone.now(), state="filed", **report,
        )  # fmt: skip


@pytest.fixture
@made_once
def world(exporter: User, rival_exporter: User) -> dict[str, Shipment]:
    """Hanbit got 499.975 kg of 4N and reports 380 used and 100 in stock; another 99.995 kg came to
    it through Dekker and Hong Kong, to be reported by yesterday; its rival exporter's 299.985 kg
    are reported in a month. What is held does not count."""
    korea, month = timedelta(days=30), clock.today() + timedelta(days=30)
    made = {
        "used": a_shipment(exporter, Status.CLOSED),
        "late": a_shipment(
            exporter, Status.RELEASED, goods=((INGOT, "100"),), buyer=DEKKER, end_user=HANBIT,
            header=VIA_HONG_KONG,
        ),
        "waits": a_shipment(rival_exporter, Status.RELEASED, goods=((INGOT, "300"),)),
        "held": a_shipment(exporter, Status.HELD, goods=((INGOT, "200"),)),
    }  # fmt: skip
    owed(made["used"], clock.today(), used_kg=Decimal(380), stock_kg=Decimal(100))
    owed(made["late"], clock.today() - timedelta(days=1))
    owed(made["waits"], month)
    with clock.at(clock.now() - korea):
        for shipment in made.values():
            keep_flows(shipment)
    return made


def as_(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def figures(cells: list[tuple[Decimal, str]]) -> list[str]:
    """Received, unexplained, not due, used, in stock, handed on."""
    return [f"{kg.normalize():f}" for kg, _query in cells]


def rows(user: User, query: str) -> dict[str, list[str]]:
    found = as_(user).get(f"{PAGE}?{query}").context["rows"]
    return {str(name): figures(cells) for name, _query, cells in found}


def figures_of_korea(user: User) -> list[str]:
    return next(each for name, each in rows(user, "by=country").items() if "Korea" in name)[:3]


LATE = ["99.995", "99.995", "0", "0", "0", "0"]
USED = ["499.975", "19.975", "0", "380", "100", "0"]
WAITS = ["299.985", "0", "299.985", "0", "0", "0"]
USED_AND_WAITS = ["799.96", "19.975", "299.985", "380", "100", "0"]
ALL = ["899.955", "119.97", "299.985", "380", "100", "0"]
BY_HAND = {
    "end_user": {HANBIT_KEY: ALL},
    "consignee": {DEKKER_KEY: LATE, HANBIT_KEY: USED_AND_WAITS},
    "country": {"Netherlands": LATE, "Korea": USED_AND_WAITS},
    "end_use": {"ITO": ALL},
    "route": {"Hong Kong": LATE, "Korea": USED_AND_WAITS},
}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("by", BY_HAND)
def test_what_was_received_is_used_kept_awaited_or_unexplained(auditor: User, by: str) -> None:
    found = rows(auditor, f"by={by}")
    assert list(found.values()) == list(BY_HAND[by].values())
    for name, told in zip(BY_HAND[by], found, strict=True):
        assert name in told


@pytest.mark.usefixtures("world")
def test_each_exporter_stands_for_what_it_sent(auditor: User, exporter: User) -> None:
    found = rows(auditor, "by=exporter")
    sent = ["599.97", "119.97", "0", "380", "100", "0"]
    assert list(found.values()) == [sent, WAITS]
    assert next(iter(found)) == exporter.exporter.name  # type: ignore[union-attr]


@pytest.mark.usefixtures("world")
def test_years_are_divided_by_purity_class(auditor: User, exporter: User) -> None:
    pure = a_shipment(exporter, Status.RELEASED, goods=((INGOT, "10"), (INP, "10")))
    keep_flows(pure)
    (year,) = as_(auditor).get(PAGE).context["years"]
    assert year["year"] == clock.today().year
    classes = {str(name): figures(cells)[0] for name, cells in year["purities"]}
    inp = (Decimal(10) * Decimal("114.82") / Decimal("145.794")).quantize(Decimal("0.00001"))
    assert Decimal(classes.pop("4N")) == Decimal("909.9545")
    assert [Decimal(kg) for kg in classes.values()] == [inp]


@pytest.mark.parametrize("by", ["end_user", "consignee", "route"])
def test_each_number_opens_the_shipments_that_make_it(
    auditor: User, world: dict[str, Shipment], by: str
) -> None:
    client = as_(auditor)
    context = client.get(f"{PAGE}?by={by}").context
    cells = [*context["whole"]]
    for year in context["years"] if by == "route" else ():
        cells += [*year["cells"], *(cell for _name, row in year["purities"] for cell in row)]
    cells += [cell for _name, _query, row in context["rows"] for cell in row]
    opened = 0
    for kg, query in dict.fromkeys(cells):
        assert bool(query) == bool(kg)
        if not query:
            continue
        behind = client.get(f"{PAGE}shipments/?{query}")
        assert behind.context["figure"][1] == kg
        assert sum(mass for _flow, _names, mass in behind.context["rows"]) == kg
        assert world["held"].reference not in behind.content.decode()
        opened += 1
    assert opened >= 10


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("query", "figures_"),
    [
        ("country=KOR", USED_AND_WAITS),
        ("route=HKG%3ENLD", LATE),
        ("route=KOR%3EKOR", USED_AND_WAITS),
        (f"consignee={DEKKER_KEY.replace(' ', '+').replace('&', '%26')}", LATE),
        ("purity=7N", ["0"] * 6),
        ("year=2019", ["0"] * 6),
        ("year=9999&by=nonsense&country=XXX&exporter=x&route=KOR&purity=1", ALL),
        ("end_user=%25%27&route=%3E%3E%3E", ["0"] * 6),
        ("what=nonsense&page=99999&after=x~y", ALL),
    ],
)
def test_filters_narrow_every_figure_and_nonsense_is_ignored(
    auditor: User, query: str, figures_: list[str]
) -> None:
    client = as_(auditor)
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert figures(answer.context["whole"]) == figures_
    behind = client.get(f"{PAGE}shipments/?{query}")
    assert str(behind.context["figure"][1].normalize()) == figures_[0]
    for file in ("balances.csv", "balances.xlsx"):
        assert client.get(f"{PAGE}{file}?{query}").status_code == 200


def test_what_falls_due_is_unexplained_from_the_day_on_and_the_night_only_writes_it_down(
    auditor: User, world: dict[str, Shipment]
) -> None:
    assert world["late"].flows.get().awaited_kg == Decimal("99.995")
    before = rows(auditor, "by=consignee")
    assert settle() == 1
    assert settle() == 0
    assert world["late"].flows.get().unexplained_kg == Decimal("99.995")
    assert rows(auditor, "by=consignee") == before
    with clock.at(clock.now() + timedelta(days=31)):
        assert figures_of_korea(auditor) == ["799.96", "319.96", "0"]


def test_a_recount_takes_no_passing_day_for_a_difference(world: dict[str, Shipment]) -> None:
    with clock.at(clock.now() + timedelta(days=31)):
        assert not [name for name in check().examples if name == world["waits"].reference]
        assert world["waits"].flows.get().unexplained_kg == Decimal("299.985")


def test_entries_that_were_merged_are_one_row_and_open_all_their_shipments(
    auditor: User, officer: User, exporter: User
) -> None:
    alike = replace(HANBIT, name_en="Hanbit Display Material Company Limited")
    for buyer in (HANBIT, alike):
        shipment = a_shipment(exporter, Status.RELEASED, goods=((INGOT, "100"),), buyer=buyer)
        keep_flows(shipment)
    register_from_flows()
    propose_merges()
    assert len(rows(auditor, "by=end_user")) == 2
    merge(UserMerge.objects.get(), by=officer, reason="One address.")
    context = as_(auditor).get(PAGE).context
    ((_name, _query, cells),) = context["rows"]
    assert figures(cells)[0] == "199.99"
    behind = as_(auditor).get(f"{PAGE}shipments/?{cells[0][1]}").context
    assert len(behind["rows"]) == 2


@pytest.mark.usefixtures("world")
def test_files_and_api_say_the_same_as_the_page(auditor: User) -> None:
    client = as_(auditor)
    text = client.get(f"{PAGE}balances.csv?by=route").content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    assert head[:4] == ["Route", "Year", "Purity class", "Received (kg)"]
    by_name = dict(zip(head, map(list, zip(*lines, strict=True)), strict=True))
    assert sum(map(Decimal, by_name["Unexplained (kg)"])) == Decimal("119.97")
    book = client.get(f"{PAGE}balances.xlsx?by=route")
    sheets = zipfile.ZipFile(io.BytesIO(book.content)).namelist()
    assert sum(name.startswith("xl/worksheets/sheet") for name in sheets) == 3
    token = client.post("/api/token/", {"username": "auditor", "password": "indium-49-demo"})
    headers = {"Authorization": f"Token {token.json()['token']}"}
    told = Client().get("/api/flows/balances/?by=route", headers=headers).json()
    assert told["total"]["unexplained_kg"] == "119.97000"
    assert [row["key"] for row in told["rows"]] == ["HKG>NLD", "KOR>KOR"]
    assert told["rows"][1]["in_stock_kg"] == "100.00000"
    assert told["years"][0]["purity"] == "4N"
    assert told["more"] == 0


@pytest.mark.django_db
def test_a_name_is_no_formula_in_a_file(exporter: User, auditor: User) -> None:
    keep_flows(a_shipment(exporter, Status.RELEASED, buyer=replace(HANBIT, name_en="=1+1")))
    assert "'=1+1 (KOR)" in as_(auditor).get(f"{PAGE}balances.csv").content.decode()


@pytest.mark.parametrize("path", ["", "shipments/"])
def test_pages_ask_few_questions_however_many_rows(
    auditor: User,
    exporter: User,
    django_assert_max_num_queries: Callable[[int], Any],
    path: str,
) -> None:
    for number in range(4):
        buyer = replace(HANBIT, name_en=f"Buyer {number}")
        keep_flows(a_shipment(exporter, Status.RELEASED, buyer=buyer))
    client = as_(auditor)
    client.get(f"{PAGE}{path}")
    with django_assert_max_num_queries(12):
        client.get(f"{PAGE}{path}")


def test_those_who_read_no_flows_read_no_balances(people: dict[str, User]) -> None:
    for who, status in (("exporter", 404), ("officer1", 403), ("head1", 200), ("policy", 200)):
        for path in ("", "shipments/", "balances.csv", "balances.xlsx"):
            assert as_(people[who]).get(f"{PAGE}{path}").status_code == status


@pytest.mark.parametrize(
    ("kg", "weights", "parts"),
    [
        ("10", ["1", "1", "1"], ["3.33333", "3.33333", "3.33334"]),
        ("0.00001", ["5", "5"], ["0", "0.00001"]),
        ("7", ["0", "0"], ["0", "7"]),
        ("7", [], []),
        ("0", ["3", "4"], ["0", "0"]),
    ],
)
def test_parts_add_up_to_the_whole(kg: str, weights: list[str], parts: list[str]) -> None:
    found = shared_out(Decimal(kg), list(map(Decimal, weights)))
    assert found == list(map(Decimal, parts))


def test_the_most_unexplained_comes_first() -> None:
    quiet, loud = Balance(received_kg=Decimal(9)), Balance(unexplained_kg=Decimal(1))
    assert worst_first({"a": quiet, "b": loud, "c": quiet + quiet}) == [
        ("b", loud),
        ("c", quiet + quiet),
        ("a", quiet),
    ]
    assert total([quiet, loud]).overdue(Decimal(2)).unexplained_kg == 3
