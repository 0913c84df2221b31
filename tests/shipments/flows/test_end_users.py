"""The analysts' list and an end user's page, from shipments filed over two years."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from shipments.demo.buyers import AOBA, HANBIT, MERLION
from shipments.demo.goods import HIGH_PURITY, INGOT
from shipments.flows.keeping import keep_flows
from shipments.flows.stories import read_all
from shipments.moves import Status
from tests.builders import a_shipment

HANBIT_KEY = "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"
AOBA_KEY = "AOBA SOLDER INDUSTRIES K.K. (JPN)"


@pytest.fixture
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
    assert "purer than the declared use needs (solder)" in text
    assert "can use only 3000.0 kg" in text
    assert "MERLION METALS TRADING PTE. LTD. (SGP)" in text
    assert HANBIT_KEY not in text


@pytest.mark.usefixtures("two_years")
def test_one_page_tells_the_story_of_an_end_user(auditor: User) -> None:
    text = page(auditor, f"/flows/end-user/?end_user={AOBA_KEY.replace(' ', '+')}")
    assert "3,000\u00a0kg" in text
    assert "Merlion".upper() in text
    assert "Signs of diversion" in text


@pytest.mark.django_db
def test_what_customs_kept_back_is_no_receipt(exporter: User, auditor: User) -> None:
    keep_flows(a_shipment(exporter, Status.HELD))
    client = Client()
    client.force_login(auditor)
    for key in (HANBIT_KEY, "NOBODY (XXX)", ""):
        assert client.get("/flows/end-user/", {"end_user": key}).status_code == 404


@pytest.mark.django_db
def test_need_stock_and_consignee_come_with_the_flow(exporter: User) -> None:
    shipment = a_shipment(exporter, buyer=MERLION, end_user=HANBIT, goods=((INGOT, "100"),))
    keep_flows(shipment)
    flow = shipment.flows.get()
    assert (flow.need_kg, flow.stock_kg) == (Decimal(9000), Decimal(900))
    assert (flow.consignee_country, flow.end_user) == ("SGP", HANBIT_KEY)
    assert flow.consignee == "MERLION METALS TRADING PTE. LTD. (SGP)"
