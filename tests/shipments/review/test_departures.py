"""Goods released long ago of which no departure is known: listed for their office, in pages."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review.departures import overdue_departures
from tests.builders import a_shipment
from tests.shipments.review.posts import page

LISTED = "review:departures"


def released(exporter: User, days_ago: int, status: Status = Status.RELEASED) -> Shipment:
    """The policy gives fourteen days."""
    shipment = a_shipment(exporter, status)
    moment = clock.now() - timedelta(days=days_ago)
    Shipment.objects.filter(pk=shipment.pk).update(decided_at=moment)
    return shipment


@pytest.mark.parametrize(("days_ago", "is_listed"), [(0, False), (14, False), (15, True)])
def test_a_release_is_overdue_after_the_days_the_policy_gives(
    exporter: User, officer: User, days_ago: int, is_listed: bool
) -> None:
    released(exporter, days_ago)
    assert overdue_departures(officer).exists() is is_listed


@pytest.mark.parametrize("status", [Status.CLOSED, Status.HELD, Status.REFUSED])
def test_what_has_left_or_was_stopped_is_not_overdue(
    exporter: User, officer: User, status: Status
) -> None:
    released(exporter, 40, status)
    assert not overdue_departures(officer).exists()


def test_the_longest_overdue_comes_first_and_only_the_own_office_is_seen(
    exporter: User, officer: User, people: dict[str, User]
) -> None:
    short, long = released(exporter, 20), released(exporter, 60)
    shown = page(officer, reverse(LISTED)).context["page"].rows
    assert [row.reference for row in shown] == [long.reference, short.reference]
    assert not page(people["officer3"], reverse(LISTED)).context["page"].rows


def test_the_page_is_for_officers(exporter: User, people: dict[str, User]) -> None:
    assert page(people["officer1"], reverse(LISTED)).status_code == HTTPStatus.OK
    assert page(exporter, reverse(LISTED)).status_code == HTTPStatus.NOT_FOUND
    assert page(people["auditor"], reverse(LISTED)).status_code == HTTPStatus.FORBIDDEN


def test_the_list_is_read_along_its_index(officer: User) -> None:
    """Whatever is known of the table's few rows: the planner sorts only where it cannot do else."""
    rows = overdue_departures(officer).order_by("decided_at", "id")[:50]
    with connection.cursor() as cursor:
        for other_way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{other_way} = off")
        plan = rows.explain()
    assert "shipment_not_departed" in plan
    assert "Sort" not in plan
