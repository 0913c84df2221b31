"""Every submitted revision can be read, and any two compared."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from compliance.accounts.models import User
from shipments.models import Shipment
from tests.builders import a_shipment, freeze

pytestmark = pytest.mark.django_db


def reader(user: User) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(user)
    return client


@pytest.fixture
def thrice(exporter: User) -> Shipment:
    """A shipment whose marks were A, then B, then C."""
    shipment = a_shipment(exporter)
    for marks in ("MARKS B", "MARKS C"):
        shipment.marks = marks
        shipment.save()
        freeze(shipment, exporter)
        shipment.save()
    return shipment


@pytest.mark.parametrize("person", ["exporter", "officer1", "auditor"])
def test_each_revision_reads_as_it_was_frozen(
    people: dict[str, User], thrice: Shipment, person: str
) -> None:
    client = reader(people[person])
    room = "shipments" if person == "exporter" else "review"
    for number, marks in ((1, "N/M"), (2, "MARKS B"), (3, "MARKS C")):
        html = client.get(f"/{room}/{thrice.reference}/revisions/{number}/").content.decode()
        assert marks in html
        assert html.count("MARKS") == (0 if number == 1 else 1)


def test_the_first_is_compared_with_the_last(officer: User, thrice: Shipment) -> None:
    client = reader(officer)
    for shown, other in ((1, 3), (3, 1)):
        page = client.get(f"/review/{thrice.reference}/revisions/{shown}/?against={other}")
        [change] = page.context["changes"]
        assert (change.before, change.after) == ("N/M", "MARKS C")
        assert "From revision 1 to revision 3" in page.content.decode()


@pytest.mark.parametrize("against", ["2", "9", "x", "-1", "²"])
def test_nonsense_compares_with_nothing(officer: User, thrice: Shipment, against: str) -> None:
    page = reader(officer).get(f"/review/{thrice.reference}/revisions/2/?against={against}")
    assert page.status_code == 200
    assert page.context["changes"] == []


def test_there_is_no_revision_that_was_not_submitted(officer: User, thrice: Shipment) -> None:
    assert reader(officer).get(f"/review/{thrice.reference}/revisions/4/").status_code == 404


def test_rivals_and_other_offices_find_nothing(
    rival_exporter: User, other_office_officer: User, thrice: Shipment
) -> None:
    for person in (rival_exporter, other_office_officer):
        for room in ("shipments", "review"):
            address = f"/{room}/{thrice.reference}/revisions/1/"
            assert reader(person).get(address).status_code == 404


def test_the_case_links_to_all_of_them(officer: User, thrice: Shipment) -> None:
    html = reader(officer).get(f"/review/{thrice.reference}/").content.decode()
    for number in (1, 2, 3):
        assert f'href="/review/{thrice.reference}/revisions/{number}/"' in html


def test_queries_stay_few(
    officer: User, thrice: Shipment, django_assert_max_num_queries: Any
) -> None:
    client = reader(officer)
    with django_assert_max_num_queries(12):
        client.get(f"/review/{thrice.reference}/revisions/1/?against=3")
