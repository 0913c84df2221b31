"""A draft with a quota, rehearsed: in order of time, by month, beside the policy in force."""

from datetime import timedelta
from decimal import Decimal

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.law.rule import Effect
from shipments.demo.goods import INGOT
from shipments.flows.reports.content import shown
from shipments.models import Flow, RehearsalRun, Shipment
from shipments.rehearsal.levers import Levers, report_of
from shipments.screening.actions import screen
from tests.builders import a_draft, freeze
from tests.shipments.quotas.conftest import a_quota
from tests.shipments.rehearsal.conftest import Drafted, Rehearsed

KG = Decimal("399.98")  # indium in 400 kg of 99.995 %
TOMORROW = timedelta(days=1)
Past = dict[str, Shipment]


def tried(drafted: Drafted, rehearsed: Rehearsed, **quota: object) -> RehearsalRun:
    """A draft with one quota that begins with it, and no restriction."""
    begins = clock.today() + TOMORROW
    row = a_quota(**{"country": "", "end_use": "ito", "since": begins, **quota})  # type: ignore[arg-type]
    return rehearsed(drafted(restrictions=(), quotas=(row,)))


def table_of_quotas(run: RehearsalRun) -> list[list[str]]:
    found = [each for each in report_of(run).tables if each.heading.en == "Quotas by period"]
    return [[shown(cell, "en") for cell in row] for table in found for row in table.rows]


@pytest.mark.parametrize(("grade", "change"), [("HOLD", "to_review"), ("FLAG", "to_review")])
def test_the_second_of_two_is_beyond_a_quota_for_one(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, grade: str, change: str
) -> None:
    run = tried(drafted, rehearsed, kg=500, effect=grade)
    (case,) = run.cases.filter(shipment__in=(past["korea"], past["netherlands"]))
    assert case.shipment == past["netherlands"]
    assert (case.change, case.appeared) == (change, ["QTY-20"])
    assert case.gravity_after == Effect[grade]


@pytest.mark.usefixtures("past")
def test_the_report_tells_each_period_and_what_is_withheld(
    drafted: Drafted, rehearsed: Rehearsed
) -> None:
    run = tried(drafted, rehearsed, kg=500)
    assert Levers(run).whole.held == KG
    month = f"{clock.today():%Y-%m}"
    assert table_of_quotas(run) == [["KR", month, "500", "799.96", "399.98", "399.98"]]


@pytest.mark.usefixtures("past")
def test_a_quota_with_room_for_all_changes_nothing(drafted: Drafted, rehearsed: Rehearsed) -> None:
    run = tried(drafted, rehearsed, kg=800)
    assert not run.cases.filter(appeared__contains=["QTY-20"]).exists()
    assert Levers(run).whole.withheld == 0


@pytest.mark.usefixtures("past")
def test_a_draft_without_quotas_has_no_table_of_them(
    drafted: Drafted, rehearsed: Rehearsed
) -> None:
    assert table_of_quotas(rehearsed(drafted("KOR"))) == []


def test_what_was_declared_in_the_month_before_leaves_this_month_alone(
    past: Past, exporter: User, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    last_month = clock.today().replace(day=1) - TOMORROW
    Flow.objects.filter(shipment=past["korea"]).update(declared_on=last_month)
    run = tried(drafted, rehearsed, kg=500)
    assert not run.cases.filter(shipment=past["netherlands"]).exists()


def test_lines_of_one_shipment_are_one_draw(
    exporter: User, past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    two_lines = a_draft(exporter, goods=[(INGOT, "60"), (INGOT, "60")])
    freeze(two_lines, exporter)
    screen(two_lines.pk)
    run = tried(drafted, rehearsed, kg="919.96", end_use="", country="KOR")
    assert not run.cases.filter(shipment=two_lines).exists()
    short = tried(drafted, rehearsed, kg="519.97", end_use="", country="KOR")
    assert short.cases.filter(shipment=two_lines).exists()
