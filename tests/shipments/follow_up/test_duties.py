"""Duties begin with a release, end with its recall, and are dated by events and the calendar."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.codes.calendar import default_calendar
from compliance.law.default_policy import default_policy
from compliance.law.follow_up import FollowUpDuty
from shipments.follow_up import duties
from shipments.follow_up.duties import due_after
from shipments.models import FollowUp, RegisteredUser, Shipment, UserFigure
from shipments.moves import Status
from shipments.review.actions import release
from shipments.review.released import close, countersign_recall, propose_recall
from tests.builders import a_shipment

CHINA = ZoneInfo("Asia/Shanghai")
SINCE = date(2024, 12, 1)
DUTIES = (
    FollowUpDuty("departure", "release", 14, SINCE),
    FollowUpDuty("arrival", "departure", 45, SINCE),
    FollowUpDuty("delivery", "arrival", 20, SINCE),
)
MONDAY = datetime(2026, 11, 2, 9, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def policy(monkeypatch: pytest.MonkeyPatch, prc_lists: None) -> None:
    plain = replace(default_policy(), follow_up_duties=DUTIES)
    monkeypatch.setattr(duties, "policy_on", lambda _day: plain)
    monkeypatch.setattr(duties, "policy_numbered", lambda _number: plain)


def released(exporter: User, officer: User) -> Shipment:
    with clock.at(MONDAY):
        return release(a_shipment(exporter), by=officer, reason="As declared.")


def due(shipment: Shipment) -> dict[str, date | None]:
    return dict(shipment.follow_ups.standing().values_list("kind", "due_on"))


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    calendar = default_calendar()
    assert due_after(date(2026, 11, 2), 4, calendar) == date(2026, 11, 6)
    assert due_after(date(2026, 11, 2), 5, calendar) == date(2026, 11, 9)
    assert due_after(date(2026, 9, 20), 12, calendar) == date(2026, 10, 8)


@pytest.mark.django_db
def test_a_release_begins_its_duties_and_dates_what_follows_from_it(
    exporter: User, officer: User
) -> None:
    shipment = released(exporter, officer)
    assert due(shipment) == {"departure": date(2026, 11, 16), "arrival": None, "delivery": None}


@pytest.mark.django_db
def test_the_departure_that_customs_knows_of_dates_the_arrival(
    exporter: User, officer: User
) -> None:
    shipment = released(exporter, officer)
    told = {"reason": "Left.", "report_no": "MFT1", "departed_on": date(2026, 11, 5)}
    with clock.at(datetime(2026, 11, 6, 9, tzinfo=CHINA)):
        close(shipment, by=officer, **told)
    assert due(shipment)["arrival"] == date(2026, 12, 21)  # 45 days end on a Sunday
    met = dict(shipment.follow_ups.values_list("kind", "met_at"))
    assert met["departure"]
    assert not met["arrival"]


@pytest.mark.django_db
def test_a_recall_ends_them_and_a_new_release_begins_new_ones(
    exporter: User, officer: User, second_officer: User
) -> None:
    shipment = released(exporter, officer)
    propose_recall(shipment, by=officer, reason="A tip.", message="Stop.")
    countersign_recall(shipment, by=second_officer, reason="Agreed.")
    assert not shipment.follow_ups.standing().exists()
    assert shipment.follow_ups.filter(ended_at__isnull=False).count() == 3


@pytest.mark.django_db
def test_overdue_is_what_was_due_before_today_and_is_not_met(exporter: User, officer: User) -> None:
    released(exporter, officer)
    assert not FollowUp.objects.overdue(date(2026, 11, 16)).exists()
    assert FollowUp.objects.overdue(date(2026, 11, 17)).get().kind == "departure"


@pytest.mark.django_db
def test_a_release_enters_its_end_user_with_site_need_and_stock(
    exporter: User, rival_exporter: User, officer: User
) -> None:
    for by in (exporter, rival_exporter):
        released(by, officer)
    user = RegisteredUser.objects.get()
    assert user.key == "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"
    assert user.sites.count() == 1
    figures = {row.kind: (int(row.kg), bool(row.evidence)) for row in UserFigure.objects.all()}
    assert figures == {"need": (9000, True), "stock": (900, True)}


@pytest.mark.django_db
def test_what_was_held_or_refused_owes_nothing(exporter: User) -> None:
    a_shipment(exporter, Status.HELD)
    assert not FollowUp.objects.exists()
    assert not RegisteredUser.objects.exists()
