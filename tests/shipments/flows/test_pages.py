"""The flow page: who may read it, what it says, and that pages, files and API say the same."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from shipments.demo.buyers import DEKKER, HANBIT
from shipments.end_users.keeping import register_from_flows
from shipments.flows.keeping import keep_flows
from shipments.flows.recount import write_sums
from shipments.flows.views import XLSX
from shipments.models import Flow, RegisteredUser, Shipment
from shipments.moves import Status
from tests.builders import a_shipment
from tests.worlds import made_once

PAGES = (
    "/flows/",
    "/flows/shipments/",
    "/flows/flows.csv",
    "/flows/flows.xlsx",
    "/api/flows/",
    "/api/flows/balances/",
)


@pytest.fixture
@made_once
def world(exporter: User, rival_exporter: User) -> dict[str, Shipment]:
    """Released this month: 500 kg to Korea, 300 to the Netherlands; 800 to Korea 14 months ago;
    200 kg held."""
    made = {
        "korea": a_shipment(exporter, Status.RELEASED),
        "dutch": a_shipment(rival_exporter, Status.CLOSED, buyer=DEKKER, goods=_ingots("300")),
        "held": a_shipment(exporter, Status.HELD, goods=_ingots("200")),
    }
    with clock.at(timezone.now() - timedelta(days=425)):
        made["old"] = a_shipment(exporter, Status.RELEASED, goods=_ingots("800"))
    for shipment in made.values():
        keep_flows(shipment)
    return made


def _ingots(kg: str) -> Any:
    from shipments.demo.goods import INGOT

    return ((INGOT, kg),)


def as_(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(
    ("who", "on_pages", "over_the_api"),
    [
        ("exporter", 404, 404),
        ("officer1", 403, 404),
        ("head1", 200, 200),
        ("auditor", 200, 200),
        ("policy", 200, 200),
    ],
)
def test_only_those_who_steer_those_who_check_and_heads_read_flows(
    people: dict[str, User], url: str, who: str, on_pages: int, over_the_api: int
) -> None:
    client = as_(people[who])
    if url.startswith("/api/"):
        client.logout()
        token = client.post("/api/token/", {"username": who, "password": "indium-49-demo"})
        headers = {"Authorization": f"Token {token.json()['token']}"}
        assert client.get(url, headers=headers).status_code == over_the_api
        return
    assert client.get(url).status_code == on_pages


@pytest.mark.usefixtures("world")
def test_the_page_counts_contained_metal_that_was_let_go(auditor: User) -> None:
    page = as_(auditor).get("/flows/").content.decode()
    assert "799.96" in page  # 500 + 300 kg of 99.995 %
    assert "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)" in page
    assert "62.5%" in page  # Korea's share
    assert "1,599.92" not in page


@pytest.mark.in_turn(of=3)
@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("query", "kg"),
    [
        ("country=KOR", "499.975"),
        ("status=held", "199.99"),
        ("status=any", "999.95"),
        ("material=inp", "0"),
        ("purity=4N&end_use=ito", "799.96"),
        ("purity=7N", "0"),
        ("end_user=NOBODY+(KOR)", "0"),
        ("since=2000-01&until=2009-12", "0"),
        ("since=nonsense&country=XXX", "799.96"),
        ("until=2999-12&since=1000-01", "0"),
        ("until=9999-12&since=1000-01", "1599.92"),
    ],
)
def test_filters_narrow_every_figure(auditor: User, query: str, kg: str) -> None:
    answer = as_(auditor).get(f"/flows/?{query}")
    assert answer.status_code == 200
    assert answer.context["reading"].kg == Decimal(kg)
    behind = as_(auditor).get(f"/flows/shipments/?{query}")
    assert sum(flow.indium_kg for flow, _names, _kg in behind.context["rows"]) == Decimal(kg)


@pytest.mark.usefixtures("world")
def test_two_periods_stand_side_by_side(auditor: User) -> None:
    table = as_(auditor).get("/flows/").context["tables"][0]
    korea = next(each["row"] for each in table["rows"] if each["row"].key == "KOR")
    assert (korea.kg, korea.before) == (Decimal("499.975"), Decimal("799.96"))


def test_each_number_opens_its_shipments(auditor: User, world: dict[str, Shipment]) -> None:
    client = as_(auditor)
    table = client.get("/flows/?status=any").context["tables"][0]
    query = next(each["query"] for each in table["rows"] if each["row"].key == "NLD")
    page = client.get(f"/flows/shipments/?{query}").content.decode()
    assert world["dutch"].reference in page
    assert world["korea"].reference not in page
    assert f"/review/{world['dutch'].reference}/" in page


def test_the_other_periods_numbers_open_their_shipments_too(
    auditor: User, world: dict[str, Shipment]
) -> None:
    client = as_(auditor)
    page = client.get("/flows/")
    rows = page.context["tables"][0]["rows"]
    query = next(each["query_before"] for each in rows if each["row"].key == "KOR")
    for asked in (query, page.context["query_before"]):
        behind = client.get(f"/flows/shipments/?{asked}")
        assert [flow.shipment for flow, _names, _kg in behind.context["rows"]] == [world["old"]]


@pytest.mark.usefixtures("world")
def test_policy_administrators_see_references_but_open_no_case(policy_admin: User) -> None:
    page = as_(policy_admin).get("/flows/shipments/").content.decode()
    assert "G49-" in page
    assert "/review/" not in page


def test_a_head_reads_the_countrys_figures_and_opens_the_cases_of_the_own_office(
    people: dict[str, User], exporter: User
) -> None:
    own = a_shipment(exporter, Status.RELEASED)
    other = a_shipment(exporter, Status.RELEASED, office="2248")
    for shipment in (own, other):
        keep_flows(shipment)
    page = as_(people["head1"]).get("/flows/shipments/").content.decode()
    assert own.reference in page
    assert other.reference in page
    assert f"/review/{own.reference}/" in page
    assert f"/review/{other.reference}/" not in page


@pytest.mark.usefixtures("world")
def test_files_and_api_give_the_same_figures(auditor: User) -> None:
    client = as_(auditor)
    text = client.get("/flows/flows.csv").content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    assert head[-1] == "Contained indium (kg)"
    assert sum(Decimal(line[-1]) for line in lines) == Decimal("799.96")
    book = client.get("/flows/flows.xlsx")
    assert book["Content-Type"] == XLSX
    sheets = zipfile.ZipFile(io.BytesIO(book.content)).namelist()
    assert sum(name.startswith("xl/worksheets/sheet") for name in sheets) == 8
    token = client.post("/api/token/", {"username": "auditor", "password": "indium-49-demo"})
    headers = {"Authorization": f"Token {token.json()['token']}"}
    told = Client().get("/api/flows/", headers=headers).json()
    assert told["indium_kg"] == "799.96000"
    assert {row["key"] for row in told["by"]["country"]} == {"KOR", "NLD"}
    assert sum(Decimal(way["kg"]) for way in told["ways"]) == Decimal("799.96")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("/api/flows/?contry=KOR", "contry"),
        ("/api/flows/?country=XXX", "country"),
        ("/api/flows/?since=lately", "since"),
        ("/api/flows/balances/?order=kg", "order"),
        ("/api/flows/balances/?by=colour", "by"),
        ("/api/flows/signs/?country=KOR", "country"),
        ("/api/flows/report/?subject=2026&country=KOR", "country"),
    ],
)
def test_the_api_refuses_by_name_what_a_page_overlooks(
    asked: str, name: str, auditor: User
) -> None:
    client = Client()
    token = client.post("/api/token/", {"username": "auditor", "password": "indium-49-demo"})
    answer = client.get(asked, headers={"Authorization": f"Token {token.json()['token']}"})
    assert (answer.status_code, list(answer.json())) == (400, [name])


@pytest.mark.django_db
def test_a_name_is_no_formula_in_a_file(exporter: User, auditor: User) -> None:
    keep_flows(a_shipment(exporter, Status.RELEASED, buyer=replace(HANBIT, name_en="=1+1")))
    assert "'=1+1 (KOR)" in as_(auditor).get("/flows/flows.csv").content.decode()


@pytest.mark.usefixtures("world")
def test_the_page_asks_few_questions_however_many_flows(
    auditor: User, exporter: User, django_assert_max_num_queries: Any
) -> None:
    client = as_(auditor)
    client.get("/flows/")
    with django_assert_max_num_queries(12):
        client.get("/flows/")


@pytest.fixture
def crowd(exporter: User, rival_exporter: User) -> list[str]:
    """Eleven end users, two of them one by an officer's word; the use of one is not stated."""
    for number in range(11):
        buyer = replace(HANBIT, name_en=f"USER {number}", country=("KOR", "JPN")[number % 2])
        by = exporter if number % 3 else rival_exporter
        kg = str(100 + number)
        keep_flows(a_shipment(by, Status.RELEASED, buyer=buyer, goods=_ingots(kg)))
    keys = sorted(set(Flow.objects.values_list("end_user", flat=True)))
    Flow.objects.filter(end_user=keys[0]).update(end_use="")
    write_sums()
    register_from_flows()
    kept, other = (RegisteredUser.objects.get(key=key) for key in keys[2:4])
    RegisteredUser.objects.filter(pk=other.pk).update(merged_into=kept)
    return keys


def test_every_bar_ribbon_and_row_opens_the_shipments_that_add_up_to_it(
    auditor: User, crowd: list[str]
) -> None:
    client = as_(auditor)
    page = client.get("/flows/?purity=4N").context
    picture, rows = page["picture"], [row for table in page["tables"] for row in table["rows"]]
    figures = [(name, node.kg, query) for node, name, query in picture["nodes"]]
    figures += [(f"{one} {two}", each.kg, query) for each, one, two, query in picture["ribbons"]]
    figures += [(each["name"], each["row"].kg, each["query"]) for each in rows]
    assert {"Others", "not stated"} <= {name for name, _kg, _query in figures}
    assert [len(table["rows"]) for table in page["tables"]][:2] == [2, len(crowd) - 1]
    for name, kg, query in figures:
        behind = client.get(f"/flows/shipments/?{query}").context
        assert sum(flow.indium_kg for flow, _names, _kg in behind["rows"]) == kg, (name, query)
        assert behind["figure"][1] == kg


@pytest.mark.usefixtures("crowd")
def test_what_is_left_out_is_named_and_stays_left_out_when_asked_again(auditor: User) -> None:
    behind = as_(auditor).get("/flows/shipments/?not_country=KOR&not_country=DEU&not_exporter=x")
    page = behind.content.decode()
    assert "Without: x; Republic of Korea; Germany" in page
    assert page.count('type="hidden" name="not_country"') == 2
    assert {flow.country for flow, _names, _kg in behind.context["rows"]} == {"JPN"}


def test_entries_that_are_one_end_user_are_one_row_in_files_and_api_too(
    auditor: User, crowd: list[str]
) -> None:
    client = as_(auditor)
    text = client.get("/flows/flows.csv").content.decode("utf-8-sig")
    assert crowd[2] in text
    assert crowd[3] not in text
    token = client.post("/api/token/", {"username": "auditor", "password": "indium-49-demo"})
    headers = {"Authorization": f"Token {token.json()['token']}"}
    asked = f"/api/flows/?not_end_user={quote(crowd[2])}&not_end_user={quote(crowd[1])}"
    told = Client().get(asked, headers=headers).json()
    keys = {row["key"] for row in told["by"]["end_user"]}
    assert keys == set(crowd) - set(crowd[1:4])
