"""The case page: findings beside what was declared, in the reader's language."""

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from shipments.declare.actions import answer_hold, request_withdrawal
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review import actions
from tests.builders import a_finding, a_shipment, disposed, freeze, store_screening
from tests.shipments.review.posts import page, post

LICENCE = a_finding(
    "LIC-01", effect=3, line=1, field_name="licence_no", params={"line": "1", "codes": "3C004.a"}
)
PARTY = a_finding(
    "PTY-02",
    effect=2,
    disclosed=False,
    party_ref="consignee-1",
    params={"name": "Hanbit", "listed": "Hanbyt", "notice": "No. 7", "score": "0.91"},
)
ROUTE = a_finding(
    "DST-25", disclosed=False, field_name="destination_country", params={"hub": "SGP"}
)


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=3, findings=[ROUTE, PARTY, LICENCE])


def case(by: User, shipment: Shipment, language: str = "en") -> Any:
    return page(by, f"/review/{shipment.reference}/", language)


def test_findings_are_shown_by_gravity_beside_what_they_concern(
    shipment: Shipment, officer: User
) -> None:
    concerns = case(officer, shipment).context["case"].concerns
    assert [concern.effect for concern in concerns] == [3, 2, 1]
    cited = [[fact.label for fact in concern.facts if fact.is_cited] for concern in concerns]
    assert cited == [["Licence number"], [], ["Destination country"]]


def test_the_wording_follows_the_reader(shipment: Shipment, officer: User) -> None:
    english, chinese = (
        case(officer, shipment, each).content.decode() for each in ("en", "zh-hans")
    )
    assert "Line 1 falls under 3C004.a" in english
    assert "SGP Singapore is a transit hub" in english
    assert "Regulations on Export Control of Dual-Use Items" in english
    assert "两用物项出口管制条例" in chinese
    assert "/rules/#LIC-01" in english


def test_undisclosed_findings_are_marked(shipment: Shipment, officer: User) -> None:
    assert case(officer, shipment).content.decode().count("Customs only") == 2


def test_every_declared_value_is_on_the_page(shipment: Shipment, officer: User) -> None:
    shown = case(officer, shipment).content.decode()
    line, consignee = shipment.lines.get(), shipment.parties.get(role="consignee")
    for value in (
        shipment.contract_no,
        shipment.declaration_no,
        line.hs_code,
        line.name_zh,
        line.name_en,
        consignee.name_en,
        consignee.address,
        shipment.statement.end_use_detail,
    ):
        assert value in shown


def test_the_page_judges_the_frozen_revision_not_the_live_draft(
    shipment: Shipment, officer: User
) -> None:
    shipment.lines.update(name_en="Something else")
    assert "Something else" not in case(officer, shipment).content.decode()


def test_a_correction_shows_what_changed(shipment: Shipment, exporter: User, officer: User) -> None:
    post(officer, shipment, "return_for_correction")
    shipment.lines.update(licence_no="26-AA-100001", licence_kind="3")
    shipment = Shipment.objects.get(pk=shipment.pk)
    store_screening(freeze(shipment, exporter), 0, ())
    Shipment.objects.filter(pk=shipment.pk).update(status=Status.IN_REVIEW)
    changes = case(officer, shipment).context["case"].changes
    assert ("Line 1", "Licence number", "26-AA-100001") in [
        (change.where, change.field, change.after) for change in changes
    ]
    assert "What the correction changed" in case(officer, shipment).content.decode()


def test_decisions_and_timeline_tell_the_story(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    actions.propose_release(
        shipment, by=officer, reason="Licence seen on paper.", given=disposed(shipment)
    )
    actions.decline_release(shipment, by=second_officer, reason="It has expired.")
    shown = case(second_officer, shipment).content.decode()
    for text in ("Licence seen on paper.", "It has expired.", "Declined by the second officer"):
        assert text in shown
    steps = [step.what for step in case(officer, shipment).context["case"].timeline]
    assert steps[:2] == ["Countersignature declined", "Release proposed"]


def test_only_open_verbs_are_offered(shipment: Shipment, officer: User, auditor: User) -> None:
    verbs = [each.verb for each in case(officer, shipment).context["pages"]]
    assert verbs == [
        "propose_release",
        "hold",
        "return_for_correction",
        "refuse",
        "question",
        "inspect",
        "order_stop",
        "propose_detention",
    ]
    assert case(auditor, shipment).context["pages"] == []
    assert "<textarea" not in case(auditor, shipment).content.decode()


def test_a_link_of_an_earlier_version_leads_to_a_conflict(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    address = f"/review/{shipment.reference}/hold/"
    assert page(officer, address, version=shipment.version).status_code == HTTPStatus.OK
    post(officer, shipment, "claim")
    actions.hold(
        shipment, by=officer, ground="price_doubt", until=clock.today(), reason="x", message="y"
    )
    answer = page(second_officer, address, version=shipment.version)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert str(officer) in answer.content.decode()


def test_the_page_costs_at_most_twelve_queries(
    shipment: Shipment, officer: User, second_officer: User
) -> None:
    actions.propose_release(shipment, by=officer, reason="Fine.", given=disposed(shipment))
    client = Client()
    client.force_login(second_officer)
    address = f"/review/{shipment.reference}/"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) <= 12


def test_an_auditor_finds_every_run_in_the_query_that_reads_the_latest(
    shipment: Shipment, auditor: User
) -> None:
    again = store_screening(shipment.revisions.get(), 3, ())
    client = Client()
    client.force_login(auditor)
    with CaptureQueriesContext(connection) as captured:
        shown = client.get(f"/review/{shipment.reference}/").content.decode()
    reads = [
        q["sql"] for q in captured.captured_queries if 'FROM "shipments_screening"' in q["sql"]
    ]
    assert (again.number, len(reads)) == (2, 1)
    for number in (1, 2):
        assert reverse("screening:replay", args=[shipment.reference, number]) in shown
    assert f"{timezone.localtime(again.finished_at):%Y-%m-%d %H:%M}" in shown


def test_the_page_of_a_held_case_asks_nothing_twice(
    shipment: Shipment, exporter: User, officer: User
) -> None:
    until = clock.today()
    actions.hold(shipment, by=officer, ground="price_doubt", until=until, reason="x", message="y")
    answer_hold(shipment, by=exporter, text="The price is that of the exchange.", files=())
    request_withdrawal(shipment, by=exporter, ground="not_shipped", reason="No buyer.")
    client = Client()
    client.force_login(officer)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"/review/{shipment.reference}/")
    assert "申报人申请撤销本申报" in answer.content.decode()
    asked = [each["sql"] for each in captured.captured_queries]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_officers_and_auditors_read_every_submitted_case(
    exporter: User, officer: User, auditor: User, status: Status
) -> None:
    shipment = a_shipment(exporter, status)
    assert case(officer, shipment).status_code == HTTPStatus.OK
    assert case(auditor, shipment).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("person", "status"), [("exporter", 404), ("rival", 404), ("officer3", 404), ("policy", 403)]
)
def test_strangers_find_nothing_and_colleagues_are_told_whose_it_is(
    shipment: Shipment, people: dict[str, User], person: str, status: int
) -> None:
    assert case(people[person], shipment).status_code == status


def test_a_rule_that_is_gone_is_shown_as_stored(exporter: User, officer: User) -> None:
    gone = a_finding("OLD-99", params={"line": "4"})
    shipment = a_shipment(exporter, findings=[gone])
    assert "OLD-99" in case(officer, shipment).content.decode()
