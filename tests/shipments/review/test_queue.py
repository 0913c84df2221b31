"""The queue: gravest first, then oldest; filters; flat in queries; own office only."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compliance import clock
from compliance.accounts.models import User
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review import actions, claims
from tests.builders import a_shipment
from tests.shipments.review.posts import page

QUEUE = "/review/"


def shown(by: User, **query: Any) -> list[Shipment]:
    return page(by, QUEUE, **query).context["page"].rows


def aged(exporter: User, hours: int, **kinds: Any) -> Shipment:
    with clock.at(clock.now() - timedelta(hours=hours)):
        return a_shipment(exporter, **kinds)


def test_the_queue_is_ordered_by_gravity_then_age(exporter: User, officer: User) -> None:
    young, old = aged(exporter, 1, gravity=2), aged(exporter, 5, gravity=2)
    light, block = aged(exporter, 9, gravity=1), aged(exporter, 1, gravity=3)
    assert shown(officer) == [block, old, young, light]


def test_only_open_cases_of_the_own_office_are_shown(
    exporter: User, officer: User, other_office_officer: User
) -> None:
    held = a_shipment(exporter, Status.HELD, gravity=2)
    for status in (Status.SCREENING, Status.RELEASED, Status.REFUSED, Status.CLOSED):
        a_shipment(exporter, status)
    assert shown(officer) == [held]
    assert shown(other_office_officer) == []


def test_filters_narrow_the_queue(exporter: User, officer: User, second_officer: User) -> None:
    mine, other = a_shipment(exporter, gravity=1), a_shipment(exporter, gravity=2)
    held = a_shipment(exporter, gravity=2)
    claims.claim(mine, by=officer)
    with clock.at(clock.now() - timedelta(days=3)):
        actions.hold(
            held,
            by=second_officer,
            ground="sample_pending",
            reason="Look.",
            until=clock.today(),
            message="We look.",
        )
    actions.propose_release(other, by=second_officer, reason="Fine.")
    assert shown(officer, status="held") == [held]
    assert set(shown(officer, gravity="2")) == {held, other}
    assert shown(officer, whose="mine") == [mine]
    assert set(shown(officer, whose="free")) == {held, other}
    assert shown(officer, whose="overdue") == [held]
    assert shown(officer, whose="second") == [other]
    assert shown(officer, q=mine.reference[4:]) == [mine]
    assert shown(officer, q="nobody at all") == []


def test_the_queue_is_narrowed_by_country_and_exporter(
    exporter: User, rival_exporter: User, officer: User
) -> None:
    korean, german = a_shipment(exporter), a_shipment(exporter)
    rivals = a_shipment(rival_exporter)
    for shipment, country in ((korean, "KOR"), (german, "DEU"), (rivals, "DEU")):
        Shipment.objects.filter(pk=shipment.pk).update(final_destination=country)
    assert shown(officer, destination="KOR") == [korean]
    assert shown(officer, destination="DEU", exporter=exporter.exporter_id) == [german]
    offered = page(officer, QUEUE).context["filter"].fields
    assert [code for code, _name in offered["destination"].choices] == ["", "DEU", "KOR"]
    assert len(offered["exporter"].choices) == 3


def test_the_next_page_keeps_the_filters(exporter: User, officer: User) -> None:
    for _case in range(31):
        a_shipment(exporter, gravity=2)
    Shipment.objects.update(final_destination="DEU")
    html = page(officer, QUEUE, gravity=2, destination="DEU").content.decode()
    assert re.search(r'rel="next"\s+href="\?gravity=2&amp;destination=DEU&amp;after=', html)


@pytest.mark.parametrize(
    "query",
    [{"status": "x"}, {"gravity": "9"}, {"whose": "x"}, {"after": "x~y"}, {"after": "1~2026~3"}],
)
def test_nonsense_in_the_address_is_ignored(
    exporter: User, officer: User, query: dict[str, str]
) -> None:
    shipment = a_shipment(exporter)
    assert shown(officer, **query) == [shipment]


def test_pages_by_key_show_every_case_once(exporter: User, officer: User) -> None:
    for number in range(35):
        aged(exporter, number % 3, gravity=number % 3 + 1)
    first = page(officer, QUEUE).context["page"]
    second = page(officer, QUEUE, after=first.next_cursor).context["page"]
    rows = [*first.rows, *second.rows]
    assert (len(first.rows), len(second.rows), second.next_cursor) == (30, 5, "")
    assert len({row.pk for row in rows}) == 35
    assert [row.gravity for row in rows] == sorted((row.gravity for row in rows), reverse=True)


def test_counts_say_what_waits(exporter: User, officer: User, second_officer: User) -> None:
    a_shipment(exporter, gravity=3)
    claims.claim(a_shipment(exporter, gravity=1), by=officer)
    a_shipment(exporter, Status.HELD, gravity=2)
    counts = page(officer, QUEUE).context["counts"]
    assert (counts["open"], counts["blocking"], counts["held"], counts["mine"]) == (3, 1, 1, 1)


def test_a_case_in_other_hands_has_no_take_button(
    exporter: User, officer: User, second_officer: User
) -> None:
    shipment = a_shipment(exporter)
    address = f"/review/{shipment.reference}/claim/"
    assert address in page(officer, QUEUE).content.decode()
    claims.claim(shipment, by=second_officer)
    assert address not in page(officer, QUEUE).content.decode()


def queries(by: User, address: str) -> int:
    from django.db import connection

    client = Client()
    client.force_login(by)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("address", [QUEUE, "/review/shipments/", "/"])
def test_queries_stay_few_and_flat(exporter: User, officer: User, address: str) -> None:
    claims.claim(a_shipment(exporter), by=officer)
    few = queries(officer, address)
    for _turn in range(15):
        a_shipment(exporter, gravity=2)
    assert queries(officer, address) == few <= 12


@pytest.mark.parametrize(
    ("person", "status"), [("exporter", 404), ("auditor", 403), ("policy", 403)]
)
def test_other_roles_have_no_queue(people: dict[str, User], person: str, status: int) -> None:
    assert page(people[person], QUEUE).status_code == status
