"""The check page warns of numbers used before, and links every finding to what it speaks of."""

import pytest
from django.test import Client

from compliance.accounts.models import User
from shipments.declare.duplicates import duplicates_of
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment

NUMBERS = {"contract_no": "trade", "invoice_no": "trade", "bill_no": "transport"}


def numbered(shipment: Shipment, **numbers: str) -> Shipment:
    """The shipment with numbers of its own, but for those given."""
    own = {name: f"{name}-{shipment.pk}" for name in NUMBERS}
    Shipment.objects.filter(pk=shipment.pk).update(**{**own, **numbers})
    shipment.refresh_from_db()
    return shipment


@pytest.mark.parametrize(("name", "page"), NUMBERS.items())
def test_a_number_of_an_earlier_declaration_is_told_with_a_link(
    client: Client, exporter: User, name: str, page: str
) -> None:
    earlier = numbered(a_shipment(exporter, Status.RELEASED), **{name: "Same-1"})
    draft = numbered(a_draft(exporter), **{name: "SAME-1"})
    (found,) = duplicates_of(draft)
    assert earlier.reference in found.sentence
    assert found.address == f"/shipments/{draft.reference}/{page}/#id_{name}"
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert "You have used these numbers before" in html
    assert f'href="{found.address}"' in html


def test_numbers_of_others_of_withdrawn_ones_and_empty_ones_are_no_duplicates(
    exporter: User, rival_exporter: User
) -> None:
    numbered(a_draft(rival_exporter), invoice_no="SAME-1")
    numbered(a_shipment(exporter, Status.WITHDRAWN), invoice_no="SAME-1", bill_no="")
    numbered(a_draft(exporter), bill_no="")
    assert duplicates_of(numbered(a_draft(exporter), invoice_no="SAME-1", bill_no="")) == []


def test_the_warning_does_not_stand_in_the_way(client: Client, exporter: User) -> None:
    numbered(a_draft(exporter), invoice_no="SAME-1")
    draft = numbered(a_draft(exporter), invoice_no="SAME-1")
    address = f"/shipments/{draft.reference}/submit/"
    body = {"expected_revision": "0", "expected_version": draft.version}
    assert client.post(address, body).status_code == 302
    draft.refresh_from_db()
    assert draft.status != Status.DRAFT


def test_a_finding_about_a_line_leads_to_that_line(client: Client, exporter: User) -> None:
    draft = a_draft(exporter)
    draft.lines.update(licence_no="", licence_kind="", control_code="3C004.a")
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert f'<a href="/shipments/{draft.reference}/goods/{draft.lines.get().pk}/' in html
