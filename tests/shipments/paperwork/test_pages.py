"""Who may see, download and verify a paper, and what a flipped byte does."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import (
    Decision,
    DecisionState,
    Document,
    DocumentState,
    Hold,
    HoldKind,
    Shipment,
)
from shipments.moves import Status
from shipments.papers import PAPERS
from shipments.paperwork import actions, render_work, tasks, verification
from shipments.paperwork.issue import issue_of
from tests.builders import a_shipment, freeze
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return tmp_path


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return released(exporter)


@pytest.fixture
def queued(shipment: Shipment) -> Document:
    return asked_for(shipment)


@pytest.fixture
@made_once
def paper(own_media: Path, exporter: User, tmp_path: Path) -> Document:
    document = asked_for(released(exporter))
    tasks.render(document.pk)
    document.refresh_from_db()
    return document


def released(by: User) -> Shipment:
    return a_shipment(by, Status.RELEASED, gravity=0)


def asked_for(shipment: Shipment) -> Document:
    kinds = ["release_notice"]
    return actions.request_documents(shipment, kinds=kinds, decision=None)[0]


def as_user(client: Client, user: User) -> Client:
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def address(document: Document) -> str:
    return reverse("paperwork:download", args=[document.pk])


def verify(client: Client, code: str) -> str:
    client.cookies["django_language"] = "en"
    return client.get(reverse("paperwork:verify"), {"code": code}).content.decode()


@pytest.mark.parametrize("person", ["exporter", "officer", "auditor"])
def test_those_who_see_the_shipment_get_the_bytes_and_leave_an_event(
    person: str, paper: Document, client: Client, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(person)
    response = as_user(client, user).get(address(paper))
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    reference = paper.shipment.reference
    assert response["Content-Disposition"] == (
        f'attachment; filename="{reference}-release_notice.pdf"'
    )
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    event = Event.objects.get(verb="document_downloaded")
    assert (event.actor, event.detail["sha256"]) == (user, paper.sha256)


@pytest.mark.parametrize("person", ["rival_exporter", "other_office_officer", "policy_admin"])
def test_strangers_find_nothing(
    person: str, paper: Document, client: Client, request: pytest.FixtureRequest
) -> None:
    stranger = as_user(client, request.getfixturevalue(person))
    assert stranger.get(address(paper)).status_code == 404
    assert stranger.post(reverse("paperwork:retry", args=[paper.pk])).status_code == 404
    listing = reverse("paperwork:of", args=[paper.shipment.reference])
    assert stranger.get(listing).status_code == 404
    assert not Event.objects.filter(verb="document_downloaded").exists()


def test_a_flipped_byte_blocks_the_paper(
    paper: Document, client: Client, exporter: User, own_media: Path
) -> None:
    stored = own_media / paper.file.name
    content = bytearray(stored.read_bytes())
    content[100] ^= 1
    stored.write_bytes(content)
    response = as_user(client, exporter).get(address(paper))
    assert response.status_code == 409
    assert "blocked" in response.content.decode()
    assert b"%PDF" not in response.content
    assert Event.objects.filter(verb="document_corrupt").count() == 1
    assert not Event.objects.filter(verb="document_downloaded").exists()


def test_a_missing_file_blocks_the_paper(
    paper: Document, client: Client, exporter: User, own_media: Path
) -> None:
    (own_media / paper.file.name).unlink()
    assert as_user(client, exporter).get(address(paper)).status_code == 409


def test_a_paper_still_being_made_is_not_handed_out(
    queued: Document, client: Client, exporter: User
) -> None:
    assert as_user(client, exporter).get(address(queued)).status_code == 409


def test_the_list_asks_again_only_while_something_is_being_made(
    queued: Document, client: Client, exporter: User
) -> None:
    listing = reverse("paperwork:of", args=[queued.shipment.reference])
    as_user(client, exporter)
    busy = client.get(listing, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 2s"' in busy
    assert "<html" not in busy
    assert "Refresh" in busy
    tasks.render(queued.pk)
    done = client.get(listing, headers={"HX-Request": "true"}).content.decode()
    queued.refresh_from_db()
    assert "hx-trigger" not in done
    assert queued.sha256 in done
    assert address(queued) in done
    assert "<html" in client.get(listing).content.decode()


def test_the_list_takes_one_query_for_all_papers(
    shipment: Shipment, client: Client, exporter: User, django_assert_max_num_queries: Any
) -> None:
    kinds = list(PAPERS)
    actions.request_documents(shipment, kinds=kinds, decision=None)
    as_user(client, exporter)
    with django_assert_max_num_queries(6):
        client.get(reverse("paperwork:of", args=[shipment.reference]))


@pytest.mark.parametrize(("person", "offered"), [("exporter", True), ("auditor", False)])
def test_a_failed_paper_offers_another_try_to_those_who_may(
    person: str,
    offered: bool,
    queued: Document,
    client: Client,
    request: pytest.FixtureRequest,
) -> None:
    render_work.claim(queued.pk)
    render_work.fail(queued.pk)
    as_user(client, request.getfixturevalue(person))
    retry = reverse("paperwork:retry", args=[queued.pk])
    page = client.get(reverse("paperwork:of", args=[queued.shipment.reference]))
    assert (retry in page.content.decode()) is offered
    assert client.post(retry).status_code == (302 if offered else 403)
    queued.refresh_from_db()
    assert (queued.state == DocumentState.QUEUED) is offered


def test_goods_and_kilograms_are_those_on_the_paper(paper: Document, client: Client) -> None:
    page = verify(client, paper.verification_code)
    content = paper.revision.content
    assert content["lines"]
    for line in content["lines"]:
        assert line["name_zh"] in page
        assert f"{Decimal(line['net_weight_kg']).normalize():f} kg" in page


def test_the_hash_of_a_pdf_answers_like_its_code_and_any_other_file_is_unknown(
    paper: Document, client: Client
) -> None:
    client.cookies["django_language"] = "en"
    page = reverse("paperwork:verify")
    asked = {"sha256": f" {paper.sha256.upper()} "}
    assert "Valid" in client.get(page, asked).content.decode()
    Document.objects.update(revoked_at=timezone.now())
    assert "Revoked" in client.get(page, asked).content.decode()
    assert "Unknown" in client.get(page, {"sha256": "0" * 64}).content.decode()
    assert "Unknown" in client.get(page, {"sha256": "\u6f22"}).content.decode()


def test_a_reference_given_beside_the_code_must_be_the_paper_s(
    paper: Document, client: Client
) -> None:
    client.cookies["django_language"] = "en"
    for reference, answer in ((paper.shipment.reference.lower(), "Valid"), ("G49-X", "Unknown")):
        asked = {"code": paper.verification_code, "reference": reference}
        assert answer in client.get(reverse("paperwork:verify"), asked).content.decode()


def test_anybody_may_verify_and_learns_only_five_things(paper: Document, client: Client) -> None:
    page = verify(client, paper.verification_code)
    assert "Valid" in page
    for shown in (paper.shipment.reference, paper.sha256, "Release notice"):
        assert shown in page
    for hidden in (paper.shipment.consignee_name, paper.shipment.exporter.name_zh, paper.number):
        assert hidden
        assert hidden not in page


def test_a_code_may_be_typed_in_groups_and_small_letters(paper: Document, client: Client) -> None:
    code = paper.verification_code.lower()
    assert "Valid" in verify(client, f" {code[:4]}-{code[4:12]} {code[12:]} ")


def test_an_unknown_code_and_an_unfinished_paper_look_the_same(
    queued: Document, client: Client
) -> None:
    for code in ("0" * 20, queued.verification_code):
        page = verify(client, code)
        assert "Unknown" in page
        assert queued.shipment.reference not in page


def test_a_newer_revision_supersedes_the_paper(
    paper: Document, client: Client, exporter: User
) -> None:
    freeze(paper.shipment, exporter)
    assert "Superseded" in verify(client, paper.verification_code)


def test_a_hold_notice_is_superseded_when_the_hold_is_lifted(
    exporter: User, officer: User, client: Client
) -> None:
    notice = a_hold_notice(a_shipment(exporter, Status.HELD), officer, HoldKind.LIC_MISSING)
    assert "Valid" in verify(client, notice.verification_code)
    Hold.objects.update(lifted_at=timezone.now())
    assert "Superseded" in verify(client, notice.verification_code)


@pytest.mark.parametrize("kind", sorted(HoldKind.undisclosed()))
def test_an_undisclosed_kind_never_reaches_the_paper(
    kind: HoldKind, exporter: User, officer: User
) -> None:
    notice = a_hold_notice(a_shipment(exporter, Status.HELD), officer, kind)
    issue = issue_of(Document.objects.with_case().get(pk=notice.pk))
    assert issue.hold_kind == ""
    assert issue.message == "Bring the contract."
    assert "secret reason" not in repr(issue)
    assert str(officer) not in repr(issue)


def test_too_many_tries_are_turned_away(client: Client) -> None:
    for _try in range(verification.TRIES_PER_MINUTE):
        assert client.get(reverse("paperwork:verify"), {"code": "A"}).status_code == 200
    assert client.get(reverse("paperwork:verify"), {"code": "A"}).status_code == 429
    cache.clear()


def a_hold_notice(shipment: Shipment, officer: User, kind: HoldKind) -> Document:
    now = timezone.now()
    decision = Decision.objects.create(
        shipment=shipment,
        revision=shipment.revisions.get(number=shipment.revision_no),
        verb="hold",
        state=DecisionState.EFFECTIVE,
        by=officer,
        at=now,
        reason="secret reason",
        message="Bring the contract.",
    )
    Hold.objects.create(
        shipment=shipment, decision=decision, kind=kind, since=now, until=now.date()
    )
    kinds = ["hold_notice"]
    notice = actions.request_documents(shipment, kinds=kinds, decision=decision)[0]
    tasks.render(notice.pk)
    notice.refresh_from_db()
    return notice
