"""The analysts' list and an end user's page, from shipments filed over two years."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from compliance.law.default_policy import default_policy
from shipments.declare.freezing import declaration_of
from shipments.demo.buyers import AOBA, HANBIT, MERLION
from shipments.demo.goods import HIGH_PURITY, INGOT
from shipments.flows import stories
from shipments.flows.keeping import keep_flows
from shipments.flows.stories import read_all, signs_against
from shipments.models import ScreenedFinding, Shipment
from shipments.moves import Status
from shipments.screening.actions import screen
from shipments.screening.wording import render_finding
from tests.builders import a_draft, a_shipment, freeze
from tests.worlds import made_once

HANBIT_KEY = "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"
AOBA_KEY = "AOBA SOLDER INDUSTRIES K.K. (JPN)"


@pytest.fixture
@made_once
def two_years(exporter: User, rival_exporter: User) -> None:
    """Hanbit steadily buys less than its 9,000 kg a year; Aoba, who makes solder, buys 6N metal,
    more than its 3,000 kg a year, and lately through a trader in Singapore."""
    for months_ago in range(14, 0, -1):
        with clock.at(timezone.now() - timedelta(days=30 * months_ago)):
            fair = a_shipment(exporter, Status.RELEASED)
            trader = {"buyer": MERLION, "end_user": AOBA} if months_ago < 5 else {"buyer": AOBA}
            goods = ((HIGH_PURITY, "600"),)
            odd = a_shipment(rival_exporter, Status.CLOSED, goods=goods, **trader)
        keep_flows(fair)
        keep_flows(odd)


def page(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.usefixtures("two_years")
def test_who_diverts_is_on_the_list_with_reasons_and_who_does_not_is_not(auditor: User) -> None:
    assert read_all() == read_all() == 1
    text = page(auditor, "/flows/signs/")
    assert AOBA_KEY in text
    assert "purer than the declared use needs (Solder" in text
    assert "can use only 3,000 kg" in text
    assert "MERLION METALS TRADING PTE. LTD. (SGP)" in text
    assert HANBIT_KEY not in text


@pytest.mark.usefixtures("two_years")
def test_the_list_is_had_as_a_file_and_over_the_api(people: dict[str, User]) -> None:
    read_all()
    text = page(people["auditor"], "/flows/signs/?csv")
    _head, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert {line[0] for line in lines} == {AOBA_KEY}
    assert any("purer" in line[2] for line in lines)
    client = Client()
    client.force_login(people["auditor"])
    client.cookies["django_language"] = "en"
    content = client.get("/flows/signs/?xlsx").content
    _heads, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert [[str(cell) for cell in row] for row in rows] == lines
    client = Client()
    for who, status in (("exporter", 404), ("officer1", 404), ("head1", 200)):
        token = client.post("/api/token/", {"username": who, "password": "indium-49-demo"})
        headers = {"Authorization": f"Token {token.json()['token']}"}
        answer = client.get("/api/flows/signs/", headers=headers)
        assert answer.status_code == status
    (told,) = answer.json()["end_users"]
    assert (told["end_user"], told["is_watched"]) == (AOBA_KEY, True)
    assert sum(sign["points"] for sign in told["signs"]) >= told["score"]


@pytest.mark.usefixtures("two_years")
def test_one_page_tells_the_story_of_an_end_user(auditor: User) -> None:
    text = page(auditor, f"/end-users/user/?end_user={AOBA_KEY.replace(' ', '+')}")
    assert "3,000\u00a0kg" in text
    assert "Merlion".upper() in text
    assert "Signs of diversion" in text


@pytest.mark.django_db
def test_what_customs_kept_back_is_no_receipt(exporter: User, auditor: User) -> None:
    keep_flows(a_shipment(exporter, Status.HELD))
    client = Client()
    client.force_login(auditor)
    for key in (HANBIT_KEY, "NOBODY (XXX)", ""):
        assert client.get("/end-users/user/", {"end_user": key}).status_code == 404


@pytest.mark.django_db
def test_need_stock_and_consignee_come_with_the_flow(exporter: User) -> None:
    shipment = a_shipment(exporter, buyer=MERLION, end_user=HANBIT, goods=((INGOT, "100"),))
    keep_flows(shipment)
    flow = shipment.flows.get()
    assert (flow.need_kg, flow.stock_kg) == (Decimal(9000), Decimal(900))
    assert (flow.consignee_country, flow.end_user) == ("SGP", HANBIT_KEY)
    assert flow.consignee == "MERLION METALS TRADING PTE. LTD. (SGP)"


@pytest.mark.usefixtures("two_years", "prc_lists")
def test_the_next_declaration_for_who_diverts_has_the_signs_as_findings(
    rival_exporter: User, officer: User
) -> None:
    read_all()
    honest, odd = a_draft(rival_exporter), a_draft(rival_exporter, buyer=AOBA)
    for draft in (honest, odd):
        freeze(draft, rival_exporter)
        screen(draft.pk)
    assert not _signs(honest)
    found = _signs(odd)
    assert {each.params["case"] for each in found} >= {"purity_mismatch", "over_need"}
    assert not any(each.disclosed for each in found)
    texts = [render_finding(each, officer).message for each in found]
    assert any("3000" in text for text in texts)


@pytest.mark.usefixtures("two_years")
def test_gathering_signs_asks_one_question_however_much_was_received(
    rival_exporter: User, django_assert_num_queries: Any
) -> None:
    read_all()
    declaration = declaration_of(a_draft(rival_exporter, buyer=AOBA), 1, clock.today())
    with django_assert_num_queries(1):
        assert signs_against(declaration)


@pytest.mark.usefixtures("two_years")
def test_the_policy_says_where_a_sign_begins(auditor: User, monkeypatch: Any) -> None:
    policy = default_policy()
    points = {**policy.diversion_points, "purity_mismatch": Decimal(0)}
    monkeypatch.setattr(stories, "policy_on", lambda _day: replace(policy, diversion_points=points))
    read_all()
    assert AOBA_KEY in page(auditor, "/flows/signs/")
    assert "purer than" not in page(auditor, "/flows/signs/")


def _signs(shipment: Shipment) -> list[ScreenedFinding]:
    return list(ScreenedFinding.objects.filter(screening__shipment=shipment, rule="EUS-31"))
