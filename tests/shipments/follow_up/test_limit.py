"""An exporter that does not report: reminded, then found, then limited in what it may ship, until
it reports."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from shipments.demo.goods import INGOT
from shipments.models import Shipment
from shipments.moves import Status
from shipments.notices.of_follow_ups import tell_of_follow_ups
from shipments.review.actions import release
from shipments.screening.actions import rescreen
from tests.builders import a_shipment

MONDAY = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = MONDAY + timedelta(days=50)  # the releases are out of the 30 days that the limit looks at
HELD, LIMITED = "FUP-01", "FUP-02"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prc_lists")]


def declared(by: User, kg: str, status: Status = Status.IN_REVIEW) -> Shipment:
    return a_shipment(by, status, goods=((INGOT, kg),))


def screened(shipment: Shipment) -> dict[str, dict[str, str]]:
    """What the latest run found of reports, by rule."""
    rescreen(shipment.pk)
    latest = shipment.screenings.latest("number")
    return {each.rule: each.params for each in latest.findings.filter(rule__startswith="FUP")}


def read(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(address).content.decode()


@pytest.fixture
def silent(exporter: User, officer: User) -> list[Shipment]:
    """Five releases of one Monday whose departure nobody tells of: due within 14 days."""
    with clock.at(MONDAY):
        made = [declared(exporter, "400") for _number in range(5)]
        return [release(each, by=officer, reason="As declared.") for each in made]


def tell(shipment: Shipment, exporter: User) -> None:
    client = Client()
    client.force_login(exporter)
    told = {"happened_on": "2026-11-10", "place": "Shanghai", "text": "It left."}
    answer = client.post(f"/follow-up/{shipment.reference}/departure/", told)
    assert answer.status_code == 302, answer.content.decode()


def test_who_owes_many_reports_is_reminded_found_and_limited_until_it_reports(
    silent: list[Shipment], exporter: User
) -> None:
    with clock.at(MONDAY + timedelta(days=11)):
        tell_of_follow_ups()
        reminders = read(exporter, "/messages/")
    assert all(f"{each.reference}: “Report of departure” is due" in reminders for each in silent)
    with clock.at(LATER):
        assert read(exporter, "/").count("overdue since 2026-11-16") == 5
        draft = declared(exporter, "501", Status.DRAFT)
        page = read(exporter, f"/shipments/{draft.reference}/check/")
        assert "no more than 500 kg may be declared within 30 days" in page
        first = declared(exporter, "300")
        assert set(screened(first)) == {HELD}
        second = declared(exporter, "200.5")
        limit = screened(second)[LIMITED]
        assert (limit["count"], limit["limit"], float(limit["kg"])) == ("5", "500", 500.5)
        page = read(exporter, f"/shipments/{second.reference}/")
        assert "with this declaration it is 500.5 kg" in page
        tell(silent[0], exporter)
        assert set(screened(second)) == {HELD}
        for each in silent[1:]:
            tell(each, exporter)
        assert screened(second) == {}


def test_what_one_exporter_owes_limits_no_other(
    silent: list[Shipment], rival_exporter: User
) -> None:
    assert silent
    with clock.at(LATER):
        assert screened(declared(rival_exporter, "4000")) == {}
