"""Submitting: what is frozen, what is refused, and what a second press does."""

from typing import Any

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain, sha256_of
from compliance.law.declaration import Declaration
from compliance.refusals import Conflict, NotAllowed
from shipments.declare import actions
from shipments.declare.freezing import declaration_of
from shipments.models import Hold, HoldKind, Revision, Shipment
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.declare.filling import fields_of, fill_in


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Primary keys handed to the screening task."""
    keys: list[int] = []
    monkeypatch.setattr(actions, "send_after_commit", lambda _task, key: keys.append(key))
    return keys


def press_submit(client: Client, draft: Shipment) -> Any:
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    fields = fields_of(html, "expected_revision")
    return client.post(f"/shipments/{draft.reference}/submit/", fields)


def test_submitting_freezes_the_draft_as_revision_one(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    response = press_submit(client, draft)
    assert response.headers["Location"] == f"/shipments/{draft.reference}/"
    draft.refresh_from_db()
    revision = draft.revisions.get()
    declaration = from_plain(revision.content, Declaration)
    assert (draft.status, draft.revision_no, revision.number) == (Status.SCREENING, 1, 1)
    assert declaration == declaration_of(draft, 1, declaration.declared_on)
    assert revision.sha256 == sha256_of(declaration)
    assert sent == [draft.pk]


def test_the_summary_for_lists_comes_from_the_revision(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    press_submit(client, draft)
    draft.refresh_from_db()
    assert draft.consignee_name == draft.parties.get(role="consignee").name_en
    assert draft.end_user_name == draft.parties.get(role="end_user").name_en
    assert draft.total_net_kg == draft.net_weight_kg


def test_the_pre_entry_number_names_office_year_and_direction(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    press_submit(client, draft)
    draft.refresh_from_db()
    number = draft.declaration_no
    assert len(number) == 18
    assert number.startswith(f"{draft.office.code}{draft.submitted_at.year}0")


def test_the_submission_is_recorded(client: Client, draft: Shipment, sent: list[int]) -> None:
    press_submit(client, draft)
    event = Event.objects.get(verb="submit")
    assert event.detail["sha256"] == draft.revisions.get().sha256


def test_pressing_submit_twice_makes_one_revision(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    fields = fields_of(html, "expected_revision")
    answers = [client.post(f"/shipments/{draft.reference}/submit/", fields) for _i in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Revision.objects.count() == 1
    assert sent == [draft.pk]


def test_a_draft_changed_after_the_check_is_not_submitted(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    fields = fields_of(html, "expected_revision")
    fill_in(client, f"/shipments/{draft.reference}/packing/", marks="CHANGED")
    assert client.post(f"/shipments/{draft.reference}/submit/", fields).status_code == 409
    assert not Revision.objects.exists()


def test_an_incomplete_draft_lists_what_is_missing_with_links(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    Shipment.objects.filter(pk=draft.pk).update(exit_port="")
    draft.attachments.filter(kind="contract").update(removed_at=draft.created_at)
    response = press_submit(client, draft)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'href="/shipments/{draft.reference}/transport/#id_exit_port"' in html
    assert f'href="/shipments/{draft.reference}/attachments/"' in html
    assert sent == []


def test_the_check_page_warns_of_sums_that_do_not_agree(client: Client, draft: Shipment) -> None:
    Shipment.objects.filter(pk=draft.pk).update(declared_total=1)
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert "but the lines add up to" in html


def test_the_check_page_shows_what_the_rules_say(client: Client, draft: Shipment) -> None:
    draft.lines.update(licence_no="", licence_kind="")
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert "What the rules say today" in html


def test_a_submitted_declaration_is_frozen(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    press_submit(client, draft)
    for section in ("parties", "goods", "transport", "packing", "end-use", "attachments"):
        assert client.get(f"/shipments/{draft.reference}/{section}/").status_code == 409


def test_after_a_return_the_next_submission_is_revision_two(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    press_submit(client, draft)
    number = Shipment.objects.get().declaration_no
    Shipment.objects.update(status=Status.DRAFT)
    press_submit(client, draft)
    draft.refresh_from_db()
    assert draft.revision_no == 2
    assert draft.declaration_no == number


def test_the_signed_scan_travels_with_the_declaration(
    client: Client, draft: Shipment, sent: list[int]
) -> None:
    press_submit(client, draft)
    hashes = {each["sha256"] for each in draft.revisions.get().content["attachments"]}
    assert draft.statement.scan_sha256 in hashes


def test_nobody_else_may_submit(
    draft: Shipment, rival_exporter: User, officer: User, sent: list[int]
) -> None:
    for stranger in (rival_exporter, officer):
        with pytest.raises(NotAllowed):
            actions.submit(draft, by=stranger, expected_revision=0)
    assert not Revision.objects.exists()


def test_a_withdrawn_declaration_says_when_and_stays(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/withdraw/"
    assert client.post(page, {"reason": ""}).context["form"].errors["reason"]
    client.post(page, {"reason": "The buyer cancelled."})
    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN
    assert Event.objects.get(verb="withdraw").detail == {"reason": "The buyer cancelled."}
    assert client.get(page).status_code == 409


def held(exporter: User, officer: User, kind: HoldKind) -> Shipment:
    shipment = a_shipment(exporter, Status.HELD)
    decision = shipment.decisions.create(
        revision=shipment.revisions.get(),
        verb="hold",
        state="effective",
        by=officer,
        at=shipment.submitted_at,
        reason="Inside customs only.",
        message="Please explain the purity.",
    )
    since = shipment.submitted_at
    shipment.holds.create(decision=decision, kind=kind, since=since, until=since.date())
    return shipment


def test_a_hold_is_answered_once(client: Client, exporter: User, officer: User) -> None:
    shipment = held(exporter, officer, HoldKind.DOC_MISMATCH)
    page = f"/shipments/{shipment.reference}/answer/"
    assert client.post(page, {"text": "Here is the certificate."}).status_code == 302
    assert Hold.objects.get().answer == "Here is the certificate."
    assert client.post(page, {"text": "Again."}).status_code == 409
    with pytest.raises(Conflict):
        actions.answer_hold(shipment, by=exporter, text="Again.")


@pytest.mark.parametrize("kind", list(HoldKind))
def test_the_exporter_reads_the_kind_of_hold_only_when_it_tells_no_secret(
    client: Client, exporter: User, officer: User, kind: HoldKind
) -> None:
    shipment = held(exporter, officer, kind)
    html = client.get(f"/shipments/{shipment.reference}/").content.decode()
    is_secret = kind in HoldKind.undisclosed()
    assert (str(kind.label) in html) is not is_secret
    assert ("Further verification by customs" in html) is is_secret
    assert "Please explain the purity." in html
    assert "Inside customs only." not in html
    assert officer.display_name not in html


def test_who_presses_submit_too_late_reads_why_but_no_officers_name(
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
    fields = {"expected_revision": "7", "expected_version": "1"}
    response = client.post(f"/shipments/{shipment.reference}/submit/", fields)
    assert response.status_code == 409
    assert "Released" in response.content.decode()
    assert officer.display_name not in response.content.decode()
