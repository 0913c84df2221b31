"""A draft with a quota, rehearsed: in order of time, by month, beside the policy in force."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.law.rule import Effect
from shipments.demo.buyers import HANBIT
from shipments.demo.goods import INGOT
from shipments.end_users.merging import merge, propose_merges
from shipments.flows.reports.content import shown
from shipments.models import Flow, RehearsalRun, Shipment, UserMerge
from shipments.rehearsal.levers import report_of
from shipments.rehearsal.withheld import Levers
from shipments.screening.actions import screen
from tests.builders import a_draft, freeze
from tests.shipments.quotas.conftest import a_quota
from tests.shipments.rehearsal.conftest import Drafted, Rehearsed

KG = Decimal("399.98")  # indium in 400 kg of 99.995 %
TOMORROW = timedelta(days=1)
HANBIT_KEY = "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"
ALIKE = replace(HANBIT, name_en="Hanbit Display Material Company Limited")
ALIKE_KEY = "HANBIT DISPLAY MATERIAL COMPANY LIMITED (KOR)"
Past = dict[str, Shipment]


def tried(drafted: Drafted, rehearsed: Rehearsed, **quota: object) -> RehearsalRun:
    """A draft with one quota that begins with it, and no restriction."""
    begins = clock.today() + TOMORROW
    row = a_quota(**{"country": "", "end_use": "ito", "since": begins, **quota})  # type: ignore[arg-type]
    return rehearsed(drafted(restrictions=(), quotas=(row,)))


def table_of_quotas(run: RehearsalRun) -> list[list[str]]:
    return rows_of(run, "Quotas by period")


def rows_of(run: RehearsalRun, heading: str) -> list[list[str]]:
    found = [each for each in report_of(run).tables if each.heading.en == heading]
    return [[shown(cell, "en") for cell in row] for table in found for row in table.rows]


@pytest.fixture
def one_user_by_two_names(past: Past, exporter: User, officer: User) -> Shipment:
    """The second consignment to Hanbit, otherwise spelt; officers found both names to be one."""
    second = a_draft(exporter, goods=[(INGOT, "400")], buyer=ALIKE)
    freeze(second, exporter)
    screen(second.pk)
    propose_merges()
    merge(UserMerge.objects.get(), by=officer, reason="One address.")
    return second


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


@pytest.mark.parametrize("named", [HANBIT_KEY, ALIKE_KEY])
def test_a_quota_of_an_end_user_with_two_names_is_one_quota_and_one_row(
    one_user_by_two_names: Shipment, drafted: Drafted, rehearsed: Rehearsed, named: str
) -> None:
    """500 kg a month for it: the first 399.98 fit, the second would make 799.96."""
    run = tried(drafted, rehearsed, kg=500, end_user=named, end_use="")
    (case,) = run.cases.filter(appeared__contains=["QTY-20"])
    assert case.shipment == one_user_by_two_names
    month = f"{clock.today():%Y-%m}"
    assert table_of_quotas(run) == [["KR", month, "500", "799.96", "399.98", "399.98"]]
    told = ["799.96", "0", "399.98", "399.98", "50"]
    assert rows_of(run, "End user") == [[HANBIT_KEY, *told]]
    assert rows_of(run, "Country") == [["Republic of Korea", *told]]


@pytest.mark.usefixtures("one_user_by_two_names")
def test_the_stock_of_an_end_user_with_two_names_is_one_stock(
    drafted: Drafted, rehearsed: Rehearsed
) -> None:
    """900 kg in stock and 799.96 kg received are 1,699.96, less a day of 24.66 kg when the draft
    begins. 799.96 kg in 31 days are 25.81 a day: enough. Half of it leaves 11.75 a day to be taken
    from the stock, which lasts 142 days. What it still gets itself is no rerouting."""
    run = tried(drafted, rehearsed, kg=500, end_user=ALIKE_KEY, end_use="")
    ((side, in_force, under_draft),) = Levers(run).stocks()
    assert (side.key, in_force.is_known, in_force.day) == (HANBIT_KEY, True, None)
    assert under_draft.day == Levers(run).begins + timedelta(days=142)
    assert rows_of(run, "Likely rerouting") == []


@pytest.mark.usefixtures("one_user_by_two_names")
def test_a_customer_with_two_names_takes_up_the_flow_with_one_need(
    past: Past, exporter: User, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    """The Dutch are held; Hanbit got 799.96 kg of the 9,000 a year that it needs: in 31 days it
    needs 764.38, so there is no room for more. Two firms with that need would have 728.81 kg."""
    past["netherlands"].flows.update(exporter=exporter.exporter_id)
    run = rehearsed(drafted("NLD"))
    ways = rows_of(run, "Likely rerouting")
    assert ways == [["Republic of Korea", "799.96", "0", "No"]]
