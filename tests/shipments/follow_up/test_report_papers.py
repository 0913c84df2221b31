"""What was reported of released goods, as a paper."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict
from shipments.follow_up.actions import report
from shipments.models import FollowUpReport, Shipment
from shipments.paperwork.on_request import ask_for
from shipments.review.actions import release
from shipments.review.follow_up import accept_report, record_visit
from shipments.review.released import close
from tests.builders import a_shipment
from tests.shipments.review.test_questions import a_pdf

MONDAY = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = MONDAY + timedelta(days=20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(exporter: User, officer: User) -> Shipment:
    """Released on a Monday, gone on Thursday."""
    with clock.at(MONDAY):
        shipment = release(a_shipment(exporter), by=officer, reason="As declared.")
    with clock.at(MONDAY + timedelta(days=3)):
        left = {"departed_on": date(2026, 11, 5), "report_no": "MFT1"}
        return close(shipment, by=officer, reason="Left.", **left)  # type: ignore[arg-type]


def arrived(shipment: Shipment, by: User) -> None:
    with clock.at(LATER):
        report(
            shipment,
            by=by,
            kind="arrival",
            happened_on=date(2026, 11, 20),
            place="Busan",
            text="It is in the warehouse.",
            files=[a_pdf()],
            kinds=["warehouse_record"],
        )


def visited(shipment: Shipment, by: User) -> None:
    """By chance the release may owe a visit already."""
    duty = shipment.follow_ups.get(kind="arrival")
    duty.pk, duty.kind, duty.met_at = None, "visit", None
    if not shipment.follow_ups.filter(kind="visit").exists():
        duty.save()
    day = date(2026, 11, 20)
    with clock.at(LATER):
        record_visit(shipment, by=by, happened_on=day, outcome="sound", text="OK", reason="Seen.")


def test_there_is_no_paper_before_there_is_a_report(gone: Shipment, exporter: User) -> None:
    with pytest.raises(Conflict):
        ask_for(gone, "follow_up_report", by=exporter)


def test_it_says_what_the_exporter_reported_and_not_what_officers_saw(
    gone: Shipment, exporter: User, officer: User
) -> None:
    arrived(gone, exporter)
    visited(gone, officer)
    paper = ask_for(gone, "follow_up_report", by=exporter)
    (told,) = json.loads(paper.details["reports"])
    assert (told["kind_zh"], told["kind_en"]) == ("抵达报告", "Report of arrival")
    assert (told["happened"], told["place"]) == ("2026-11-20", "Busan")
    assert told["text"] == "It is in the warehouse."
    assert "report.pdf SHA-256" in told["files"]
    assert "Filed" in told["state"]


def test_once_customs_has_read_the_report_another_paper_says_so(
    gone: Shipment, exporter: User, officer: User
) -> None:
    arrived(gone, exporter)
    filed = ask_for(gone, "follow_up_report", by=exporter)
    assert ask_for(gone, "follow_up_report", by=officer) == filed
    accept_report(gone, by=officer, report=FollowUpReport.objects.get().pk, reason="It fits.")
    read = ask_for(gone, "follow_up_report", by=officer)
    assert read != filed
    assert "Accepted" in json.loads(read.details["reports"])[0]["state"]
