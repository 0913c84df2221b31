"""What a draft would have done to the flows, from the draft to the report that goes with it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.law.policy import Restriction
from compliance.policy.models import PolicyVersion
from compliance.policy.versions import policy_on
from shipments.flows.reports.content import Content, shown
from shipments.models import Report, Shipment
from shipments.rehearsal.levers import report_of
from shipments.rehearsal.withheld import Levers
from tests.shipments.rehearsal.conftest import Drafted, Rehearsed

Past = dict[str, Shipment]
KG = Decimal("399.98")  # 400 kg of 99.995 %


def table(content: Content, heading: str) -> list[list[str]]:
    (found,) = [each for each in content.tables if each.heading.en == heading]
    return [[shown(cell, "en") for cell in row] for row in found.rows]


def fact(content: Content, name: str) -> str:
    return next(shown(value, "en") for said, value in content.facts if said.en == name)


@pytest.mark.usefixtures("past")
def test_a_hold_on_a_country_withholds_its_metal_by_country_user_use_and_exporter(
    drafted: Drafted, rehearsed: Rehearsed
) -> None:
    content = report_of(rehearsed(drafted("KOR")))
    assert fact(content, "Let go under the policy in force (kg)") == "799.96"
    assert fact(content, "Of that the draft holds for an officer (kg)") == "399.98"
    assert fact(content, "Left under the draft (kg)") == "399.98"
    told = ["399.98", "0", "399.98", "0", "100"]
    assert table(content, "Country") == [["Republic of Korea", *told]]
    assert table(content, "End user") == [["HANBIT DISPLAY MATERIALS CO., LTD. (KOR)", *told]]
    assert table(content, "Exporter") == [["Gejiu Yinping Indium Co., Ltd.", *told]]
    assert table(content, "End use") == [["ITO targets", "799.96", "0", "399.98", "399.98", "50"]]


@pytest.mark.usefixtures("past")
def test_a_block_stops_what_a_hold_only_holds(drafted: Drafted, rehearsed: Rehearsed) -> None:
    begins = clock.today()
    block = Restriction("B", "BLOCK", begins, end_use="ito", reason_zh="审慎", reason_en="Caution")
    levers = Levers(rehearsed(drafted(restrictions=(block,))))
    assert (levers.whole.stopped, levers.whole.held) == (2 * KG, 0)


@pytest.mark.usefixtures("past")
def test_a_draft_that_changes_nothing_withholds_nothing(
    drafted: Drafted, rehearsed: Rehearsed
) -> None:
    content = report_of(rehearsed(drafted("USA")))
    assert fact(content, "Left under the draft (kg)") == "799.96"
    assert table(content, "Country") == table(content, "Stocks of end users that run out") == []
    assert table(content, "Likely rerouting") == []


@pytest.mark.usefixtures("past")
def test_stocks_run_out_from_need_and_stock_and_later_under_the_policy_in_force(
    drafted: Drafted, rehearsed: Rehearsed
) -> None:
    """Hanbit declared 900 kg in stock and 9,000 kg a year, and got 399.98: in all 1,299.98 kg or 52
    days of 24.66 kg, one of them gone when the draft begins. With 399.98 kg in 31 days it lasts
    110 days."""
    levers = Levers(rehearsed(drafted("KOR")))
    ((side, in_force, under_draft),) = levers.stocks()
    assert side.key.startswith("HANBIT")
    assert in_force.day is not None
    assert under_draft.day is not None
    assert (under_draft.day - levers.begins).days in (51, 52)
    assert (in_force.day - levers.begins).days in range(106, 111)


def test_an_end_user_without_declared_stock_is_said_to_be_unknown(
    past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    past["korea"].flows.update(stock_kg=None)
    rows = table(report_of(rehearsed(drafted("KOR"))), "Stocks of end users that run out")
    assert rows[0][2:] == ["unknown: no need or stock declared"] * 2


def test_the_exporters_other_customers_are_where_the_flow_may_go(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, exporter: User
) -> None:
    run = rehearsed(drafted("KOR"))
    assert table(report_of(run), "Likely rerouting") == []  # the Dutch buy from another exporter
    past["netherlands"].flows.update(exporter=exporter.exporter_id)
    ((country, kg, _room, is_hub),) = table(report_of(run), "Likely rerouting")
    assert (country, kg, is_hub) == ("Netherlands", "399.98", "No")


@pytest.mark.usefixtures("past")
def test_whoever_signs_the_draft_finds_the_report_with_its_hash(
    drafted: Drafted, rehearsed: Rehearsed, policy_admin: User
) -> None:
    run = rehearsed(drafted("KOR"))
    report = Report.objects.get(kind="levers", subject=str(run.pk))
    version = PolicyVersion.objects.get(number=run.policy_number)
    assert version.rehearsal is not None
    assert version.rehearsal["report"]["sha256"] == report.sha256
    client = Client()
    client.force_login(policy_admin)
    assert report.number in client.get(f"/policies/{version.number}/").content.decode()
    page = client.get(f"/flows/reports/{report.pk}/").content.decode()
    assert "HANBIT" in page


@pytest.mark.usefixtures("past")
def test_a_parameter_tried_alone_has_its_page_and_a_report_when_asked(
    rehearsed: Rehearsed, policy_admin: User, officer: User
) -> None:
    policy = replace(policy_on(clock.today()), excess_hold_factor=Decimal(2))
    run = rehearsed(policy=policy)
    assert not Report.objects.exists()
    client = Client()
    client.force_login(policy_admin)
    client.cookies["django_language"] = "en"
    assert "799.96" in client.get(f"/rehearsals/{run.pk}/levers/").content.decode()
    answer = client.post(f"/rehearsals/{run.pk}/levers/", follow=True)
    assert answer.status_code == 200
    assert Report.objects.get().subject == str(run.pk)
    client.force_login(officer)
    assert client.get(f"/rehearsals/{run.pk}/levers/").status_code == 403
