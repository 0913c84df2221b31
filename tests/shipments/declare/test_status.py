"""What the exporter reads of a submitted shipment, and what stays with customs."""

from django.test import Client

from compliance.accounts.models import User
from compliance.law.rules import CATALOGUE
from shipments.moves import Status
from tests.builders import a_finding, a_shipment


def page_of(client: Client, reference: str) -> str:
    return client.get(f"/shipments/{reference}/").content.decode()


def test_disclosed_findings_show_their_title_and_cure(client: Client, exporter: User) -> None:
    rule = CATALOGUE["LIC-01"]
    params = {"line": "1", "codes": "3C004.a", "licence_no": ""}
    finding = a_finding(rule.code, disclosed=True, params=params, line=1)
    shipment = a_shipment(exporter, Status.IN_REVIEW, findings=[finding])
    html = page_of(client, shipment.reference)
    assert str(rule.title) in html
    assert "What helps:" in html


def test_undisclosed_findings_leave_no_trace(client: Client, exporter: User) -> None:
    hidden = a_finding("PTY-01", disclosed=False, effect=3, params={"name": "Secret Match"})
    shipment = a_shipment(exporter, Status.IN_REVIEW, gravity=3, findings=[hidden])
    html = page_of(client, shipment.reference)
    assert "Secret Match" not in html
    assert str(CATALOGUE["PTY-01"].title) not in html
    assert "What screening found" not in html
    assert "Blocking" not in html


def test_the_page_shows_the_frozen_content_not_the_live_rows(
    client: Client, exporter: User
) -> None:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    frozen = shipment.parties.get(role="consignee").name_en
    shipment.parties.update(name_en="Changed Afterwards Ltd.")
    html = page_of(client, shipment.reference)
    assert frozen in html
    assert "Changed Afterwards Ltd." not in html


def test_a_returned_draft_shows_the_message_and_the_cures(
    client: Client, exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    shipment.decisions.create(
        revision=shipment.revisions.get(),
        verb="return_for_correction",
        state="effective",
        by=officer,
        at=shipment.submitted_at,
        reason="Inside customs only.",
        message="Correct the gross weight.",
    )
    shipment.status = Status.DRAFT
    shipment.save()
    html = page_of(client, shipment.reference)
    assert "Returned for correction" in html
    assert "Correct the gross weight." in html
    assert "Inside customs only." not in html


def test_a_proposed_release_is_not_shown(client: Client, exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter, Status.IN_REVIEW)
    shipment.decisions.create(
        revision=shipment.revisions.get(),
        verb="release",
        state="proposed",
        by=officer,
        at=shipment.submitted_at,
        reason="Looks fine.",
        message="Released, thank you.",
    )
    html = page_of(client, shipment.reference)
    assert "Released, thank you." not in html
    assert officer.display_name not in html


def test_the_timeline_tells_the_road_without_names_of_officers(
    client: Client, exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter, Status.RELEASED)
    shipment.decisions.create(
        revision=shipment.revisions.get(),
        verb="release",
        state="effective",
        by=officer,
        at=shipment.submitted_at,
        reason="Fine.",
    )
    html = page_of(client, shipment.reference)
    for words in ("Draft started", "Submitted, revision 1", "Released", str(shipment.office)):
        assert words in html
    assert officer.display_name not in html
