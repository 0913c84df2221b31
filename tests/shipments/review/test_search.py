"""All shipments: of the office for officers, of all offices for auditors."""

from datetime import timedelta
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.review.posts import page

SEARCH = "/review/shipments/"


def shown(by: User, **query: Any) -> list[Shipment]:
    return page(by, SEARCH, **query).context["page"].rows


def test_drafts_that_were_never_submitted_stay_private(exporter: User, auditor: User) -> None:
    a_shipment(exporter, Status.DRAFT)
    assert shown(auditor) == []


def test_officers_see_their_office_and_auditors_all(
    exporter: User, officer: User, other_office_officer: User, auditor: User
) -> None:
    shipment = a_shipment(exporter, Status.RELEASED)
    assert shown(officer) == shown(auditor) == [shipment]
    assert shown(other_office_officer) == []


def test_filters_narrow_the_search(exporter: User, auditor: User) -> None:
    with clock.at(clock.now() - timedelta(days=10)):
        old = a_shipment(exporter, Status.CLOSED)
    new = a_shipment(exporter, Status.REFUSED)
    today = clock.today()
    assert shown(auditor) == [new, old]
    assert shown(auditor, status="closed") == [old]
    assert shown(auditor, since=today.isoformat()) == [new]
    assert shown(auditor, until=(today - timedelta(days=5)).isoformat()) == [old]
    assert shown(auditor, q=new.consignee_name[:6].lower()) == [new, old]
    assert shown(auditor, office=new.office.code) == [new, old]
    assert shown(auditor, office="0000") == [new, old]


@pytest.mark.parametrize(("person", "status"), [("exporter", 404), ("policy", 403)])
def test_other_roles_do_not_search(people: dict[str, User], person: str, status: int) -> None:
    assert page(people[person], SEARCH).status_code == status
