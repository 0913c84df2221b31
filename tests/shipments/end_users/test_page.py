"""An end user's page: every figure opens the shipments that make it, and asks few questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance import clock
from compliance.accounts.models import User
from compliance.law.default_policy import default_policy
from compliance.law.policy import Restriction
from shipments.demo.buyers import AOBA
from shipments.end_users.keeping import register_from_flows
from shipments.end_users.merging import merge, propose_merges
from shipments.flows import stories
from shipments.flows.keeping import keep_flows
from shipments.models import ChangeRequest, Shipment, UserMerge
from shipments.review.follow_up import grant_change
from tests.shipments.end_users.test_register import (
    ALIKE,
    HANBIT_KEY,
    browser,
    released,
    use_duty,
)

AOBA_KEY = f"{AOBA.name_en.upper()} ({AOBA.country})"
PAGE = "/end-users/user/"
MOST_QUERIES = 22
BEHIND = "/end-users/user/shipments/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prc_lists")]


@pytest.fixture
def told(exporter: User, rival_exporter: User) -> Shipment:
    """Of 99.995 kg 60 are used, 10 lie in stock; the rival's 299.985 kg should have been reported
    by yesterday; 49.9975 kg are awaited. Unexplained: 299.985, 29.995 that the report leaves open,
    and 3.8 of 5 kg lost, where the norm of ITO allows 1.2. The first is returned."""
    shipments = [released(exporter), released(rival_exporter, "300"), released(exporter, "50")]
    today = clock.today()
    use_duty(
        shipments[0], today, used_kg=Decimal(60), product_kg=Decimal(40), scrap_kg=Decimal(15),
        stock_kg=Decimal(10),
    )  # fmt: skip
    use_duty(shipments[1], today - timedelta(days=1))
    for shipment in shipments:
        keep_flows(shipment)
    return shipments[0]


def links(page: Any) -> Iterator[tuple[Decimal, str]]:
    """The masses of the page that can be opened."""
    for year in page.context["years"]:
        yield year.year.received_kg, year.query
        yield from ((kg, query) for kg, query in year.cells if query)
    for table in page.context["tables"]:
        yield from ((row.kg, query) for _name, row, query in table["rows"] if query)


def test_every_figure_opens_the_shipments_that_make_it(told: Shipment, officer: User) -> None:
    client = browser(officer)
    page = client.get(PAGE, {"end_user": HANBIT_KEY})
    found = list(links(page))
    by_hand = {"449.9775", "333.78", "49.9975", "60", "40", "15", "10"}
    assert {f"{kg.normalize():f}" for kg, _query in found} >= by_hand
    for kg, query in found:
        assert f"?{query}".replace("&", "&amp;") in page.content.decode()
        opened = client.get(f"{BEHIND}?{query}")
        assert opened.context["figure"][1] == kg, query
        assert sum(mass for _flow, _names, mass in opened.context["rows"]) == kg, query
    assert told.reference in opened.content.decode()


def test_those_who_see_no_register_open_nothing_and_nobody_has_no_shipments(
    told: Shipment, exporter: User, officer: User
) -> None:
    assert browser(exporter).get(BEHIND, {"end_user": HANBIT_KEY}).status_code == 404
    assert browser(officer).get(BEHIND).status_code == 404
    assert browser(officer).get(BEHIND, {"end_user": AOBA_KEY}).context["rows"] == []


def test_what_was_taken_over_names_the_shipment_it_came_from(
    told: Shipment, exporter: User, officer: User
) -> None:
    released(exporter, "70", buyer=AOBA)
    ChangeRequest.objects.create(
        shipment=told, kind="transfer", user_name=AOBA.name_en, user_country=AOBA.country,
        end_use="solder", kg=Decimal(20), planned_on=clock.today(), reason="Less is needed.",
        by=exporter, at=clock.now(),
    )  # fmt: skip
    grant_change(told, by=officer, reason="Known and sound.")
    page = browser(officer).get(PAGE, {"end_user": AOBA_KEY}).content.decode()
    assert "Taken over from other users" in page
    assert f"/review/{told.reference}/" in page
    giver = browser(officer).get(PAGE, {"end_user": HANBIT_KEY})
    assert Decimal(20) in [kg for kg, query in links(giver) if "handed_on_kg" in query]


def test_the_page_asks_as_few_questions_however_much_there_is(
    told: Shipment, exporter: User, rival_exporter: User, officer: User, monkeypatch: Any
) -> None:
    register_from_flows()
    few = asked(officer)
    for _each in range(3):
        more = released(rival_exporter, "20")
        use_duty(more, clock.today(), used_kg=Decimal(15))
        keep_flows(more)
    released(rival_exporter, "50", buyer=ALIKE)
    register_from_flows()
    propose_merges()
    merge(UserMerge.objects.get(), by=officer, reason="One.")
    restrict(monkeypatch, "KOR", "JPN", "NLD")
    assert few <= MOST_QUERIES
    assert asked(officer) <= few + 2  # who served the restricted countries, and the merge


def asked(user: User) -> int:
    client = browser(user)
    client.get(PAGE, {"end_user": HANBIT_KEY})
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE, {"end_user": HANBIT_KEY}).status_code == 200
    return len(queries)


def restrict(monkeypatch: Any, *countries: str) -> None:
    policy = default_policy()
    rows = tuple(Restriction(each, "hold", clock.today(), country=each) for each in countries)
    held = replace(policy, restrictions=rows)
    monkeypatch.setattr(stories, "policy_on", lambda _day: held)
