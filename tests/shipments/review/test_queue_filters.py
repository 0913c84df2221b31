"""Each filter and order of the queue, views that are kept, and one word for one thing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compliance import clock
from compliance.accounts.models import User
from shipments.declare.actions import answer_hold
from shipments.models import QueueView, Shipment
from shipments.moves import Status
from shipments.review import actions, claims
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, a_finding, a_shipment, freeze, hold_of_kind
from tests.shipments.moves.cases import matched, put
from tests.shipments.review.posts import page, signed_in

QUEUE = "/review/"
WORDS = {"reason": "Look at it.", "message": "We look."}


def shown(by: User, **query: Any) -> list[Shipment]:
    return page(by, QUEUE, **query).context["page"].rows


def held(shipment: Shipment, by: User, days: int, kind: str = "ctrl_doubt") -> Shipment:
    until = clock.today() + timedelta(days=days)
    hold_of_kind(shipment, by=by, kind=kind, until=until, **WORDS)
    return shipment


def test_a_screened_case_is_found_by_rule_list_end_use_and_value(
    exporter: User, officer: User, prc_lists: None
) -> None:
    draft = a_draft(exporter)
    line = draft.lines.get()
    freeze(draft, exporter)
    screen(draft.pk)
    draft.refresh_from_db()
    use, rule = draft.statement.end_use, draft.screenings.get().findings.first().rule
    assert draft.value_usd == line.total_price  # 500 kg of ingots, invoiced in US dollars
    assert shown(officer, rule=rule) == shown(officer, end_use=use) == [draft]
    assert shown(officer, rule="DOC-99") == shown(officer, listed="watch_list") == []
    assert shown(officer, usd_from=line.total_price, usd_to=line.total_price) == [draft]
    assert shown(officer, usd_from=line.total_price + 1) == []


def test_a_match_puts_the_case_on_the_list_it_was_found_on(
    exporter: User, officer: User, second_officer: User, prc_lists: None
) -> None:
    case = matched(exporter, officer, second_officer)
    rescreen(case.pk)
    hits = case.screenings.latest("number").facts["hits"]
    assert hits
    for code in {hit["list_code"] for hit in hits}:
        assert shown(officer, listed=code) == [case]


def test_filters_by_rule_lane_weight_age_and_text(exporter: User, officer: User) -> None:
    with clock.at(clock.now() - timedelta(days=9)):
        old = a_shipment(exporter, findings=[a_finding("QTY-01")])
    sample = a_shipment(exporter, gravity=0)
    Shipment.objects.filter(pk=old.pk).update(total_net_kg=Decimal("2000.5"))
    assert shown(officer, rule="qty-01") == [old]
    assert shown(officer, lane="sample") == [sample]
    assert shown(officer, lane="review") == [old]
    assert shown(officer, kg_from="2,000") == [old]
    assert shown(officer, kg_to="2,000") == [sample]
    assert shown(officer, days=9) == [old]
    assert shown(officer, days=10) == []


def test_whom_a_case_waits_for_follows_the_hold_and_the_proposal(
    exporter: User, officer: User, second_officer: User
) -> None:
    asked = held(a_shipment(exporter), officer, 5)
    looked_at = held(a_shipment(exporter), officer, 5, "inspection")
    stopped = held(a_shipment(exporter), officer, 5, "mofcom_tip")
    proposed = a_shipment(exporter, gravity=2)
    actions.propose_release(proposed, by=officer, reason="Fine.")
    free = a_shipment(exporter)
    by = {
        name: set(shown(second_officer, waits_for=name))
        for name in ("officer", "second", "exporter", "ministry")
    }
    assert by == {
        "officer": {free, looked_at},
        "second": {proposed},
        "exporter": {asked},
        "ministry": {stopped},
    }
    answer_hold(asked, by=exporter, text="Here it is.")
    assert set(shown(second_officer, waits_for="officer")) == {free, looked_at, asked}
    assert shown(second_officer, whose="answered") == [asked]
    actions.lift(asked, by=officer, reason="Answered well.")
    assert shown(second_officer, whose="answered") == []


def test_the_deadline_sorts_and_narrows_and_goes_with_the_hold(
    exporter: User, officer: User
) -> None:
    none, late, soon = a_shipment(exporter), a_shipment(exporter), a_shipment(exporter)
    held(late, officer, 9)
    held(soon, officer, 2)
    assert shown(officer, order="deadline") == [soon, late, none]
    assert shown(officer, due="2") == [soon]
    assert shown(officer, due="0") == []
    with clock.at(clock.now() + timedelta(days=3)):
        assert shown(officer, whose="overdue") == [soon]
    html = page(officer, QUEUE).content.decode()
    assert (clock.today() + timedelta(days=9)).isoformat() in html
    assert "9999" not in html
    answer_hold(soon, by=exporter, text="Here it is.")
    actions.lift(soon, by=officer, reason="Seen.", message="Fine.")
    assert shown(officer, due="7") == []


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("order", ["", "deadline", "age"])
def test_pages_of_every_order_show_every_case_once(
    exporter: User, officer: User, order: str
) -> None:
    for number in range(53):
        with clock.at(clock.now() - timedelta(hours=number % 4)):
            a_shipment(exporter, gravity=number % 3 + 1)
    for case in Shipment.objects.all()[:30]:
        put(case, due_on=clock.today() + timedelta(days=case.pk % 3))
    first = page(officer, QUEUE, order=order).context["page"]
    second = page(officer, QUEUE, order=order, after=first.next_cursor).context["page"]
    assert len({row.pk for row in [*first.rows, *second.rows]}) == 53


def test_the_queue_names_the_final_destination_as_the_case_does(
    exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter)
    Shipment.objects.filter(pk=shipment.pk).update(
        destination_country="NLD", final_destination="DEU"
    )
    html = page(officer, QUEUE).content.decode()
    assert "Germany" in html
    assert "Netherlands" not in html


def test_a_view_is_kept_shared_and_forgotten(
    exporter: User, officer: User, second_officer: User, other_office_officer: User
) -> None:
    client, query = signed_in(officer), "gravity=3&order=deadline&after=x&evil=1"
    client.post("/review/views/", {"name": "Grave ones", "query": query})
    view = QueueView.objects.get()
    assert view.query == "gravity=3&order=deadline"
    assert "Grave ones" in page(officer, QUEUE).content.decode()
    assert "Grave ones" not in page(second_officer, QUEUE).content.decode()
    shared = {"name": "Grave ones", "query": "gravity=2", "is_shared": "on"}
    client.post("/review/views/", shared)
    assert QueueView.objects.get().query == "gravity=2"
    assert "?gravity=2" in page(second_officer, QUEUE).content.decode()
    assert "Grave ones" not in page(other_office_officer, QUEUE).content.decode()
    address = f"/review/views/{view.pk}/drop/"
    assert signed_in(second_officer).post(address).status_code == 404
    client.post(address)
    assert not QueueView.objects.exists()


def test_a_view_without_a_name_is_refused(officer: User) -> None:
    signed_in(officer).post("/review/views/", {"name": " ", "query": "gravity=3"})
    assert not QueueView.objects.exists()


def test_the_queue_renews_itself_where_the_reader_is(exporter: User, officer: User) -> None:
    a_shipment(exporter)
    html = page(officer, QUEUE, order="age", after="").content.decode()
    assert 'hx-get="/review/?order=age&amp;after="' in html
    assert "hx-preserve" in html


def test_a_count_stops_at_a_bound_and_says_so(
    exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compliance.ui.counting.MOST_COUNTED", 2)
    for _case in range(4):
        a_shipment(exporter, gravity=3)
    shown_page = page(officer, QUEUE)
    assert shown_page.context["counts"]["open"] == 3
    assert ">2+<" in shown_page.content.decode()


def test_every_filter_at_once_keeps_to_twelve_queries(exporter: User, officer: User) -> None:
    claims.claim(a_shipment(exporter), by=officer)
    asked = (
        "?status=in_review&gravity=1&lane=review&whose=mine&waits_for=officer&due=7&rule=QTY-01"
        "&listed=watch_list&end_use=ito_target&kg_from=1&kg_to=9&usd_from=1&usd_to=9&days=1&q=x"
        f"&order=deadline&exporter={exporter.exporter_id}&destination=KOR"
    )
    client = Client()
    client.force_login(officer)
    client.get(QUEUE + asked)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(QUEUE + asked).status_code == 200
    assert len(captured) <= 12


def test_held_cases_are_open_cases(exporter: User, officer: User) -> None:
    case = a_shipment(exporter, Status.HELD)
    assert shown(officer, status="held") == [case]
