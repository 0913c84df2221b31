"""Party matches: compared, dismissed or confirmed, and counted only while nothing changed."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from django.urls import reverse

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import PartyHit
from compliance.parties.models import ListedParty
from shipments.models import HitDecision, Shipment
from shipments.moves import Status
from shipments.review.match_verdicts import find_match
from shipments.screening.actions import screen
from shipments.screening.dismissals import lay_dismissals
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import page, signed_in

VERDICT = {
    "verdict": "dismissed",
    "reason_code": "other_registration",
    "text": "Another registration number.",
}


@pytest.fixture
def entry(prc_lists: None) -> ListedParty:
    rows = ListedParty.objects.filter(version__list_code="export_control_list")
    return rows.exclude(name_en="").order_by("id").first()


@pytest.fixture
def shipment(exporter: User, entry: ListedParty) -> Shipment:
    """Really screened, with a consignee that bears a listed name."""
    draft = a_draft(exporter)
    draft.parties.filter(role="consignee").update(name_en=entry.name_en, name_zh="")
    freeze(draft, exporter)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


@pytest.fixture
def hit(shipment: Shipment, entry: ListedParty) -> PartyHit:
    facts = shipment.screenings.first().facts
    hits = [from_plain(each, PartyHit) for each in facts["hits"]]
    return next(each for each in hits if each.entry_key == entry.key and each.exact)


def address(shipment: Shipment, hit: PartyHit) -> str:
    names = [shipment.reference, hit.party_ref, hit.list_code, hit.entry_key]
    return reverse("review:match", args=names)


def declaration_of(shipment: Shipment) -> Declaration:
    return from_plain(shipment.revisions.get().content, Declaration)


def dismiss(shipment: Shipment, hit: PartyHit, officer: User, **others: str) -> int:
    form = {**VERDICT, "version": shipment.version, **others}
    return signed_in(officer).post(address(shipment, hit), form).status_code


def test_the_case_page_shows_both_names(
    shipment: Shipment, hit: PartyHit, officer: User, entry: ListedParty
) -> None:
    shown = page(officer, f"/review/{shipment.reference}/")
    matches = [match for each in shown.context["case"].concerns for match in each.matches]
    assert hit in [match.hit for match in matches]
    assert address(shipment, hit) in shown.content.decode()
    assert "PRC export control list" in shown.content.decode()


def test_the_match_page_aligns_the_names(
    shipment: Shipment, hit: PartyHit, officer: User, entry: ListedParty
) -> None:
    shown = page(officer, address(shipment, hit))
    comparison = shown.context["comparison"]
    assert comparison.entry == entry
    total = sum(part.contribution for part in comparison.parts)
    assert total == pytest.approx(float(hit.score), abs=0.001)


def test_a_dismissal_is_kept_audited_and_shown(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    assert dismiss(shipment, hit, officer) == HTTPStatus.FOUND
    decision = HitDecision.objects.get()
    assert (decision.by, decision.entry_digest) == (officer, hit.entry_digest)
    assert Event.objects.get(verb="judge_hit").detail["reason"] == VERDICT["text"]
    shown = page(officer, f"/review/{shipment.reference}/").content.decode()
    assert "Another registration number" in shown
    assert Shipment.objects.get(pk=shipment.pk).gravity == shipment.gravity


def test_a_dismissal_counts_while_both_sides_are_unchanged(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    dismiss(shipment, hit, officer)
    content = declaration_of(shipment)
    changed = replace(
        content, parties=tuple(replace(each, address="Elsewhere") for each in content.parties)
    )
    moved = replace(content, parties=content.parties[::-1])

    def dismissed(declaration: Declaration, each: PartyHit) -> bool:
        return lay_dismissals(shipment, declaration, [each])[0].dismissed

    assert dismissed(content, hit)
    assert dismissed(moved, hit)
    assert not dismissed(changed, hit)
    assert not dismissed(content, replace(hit, entry_digest="0" * 64))


def test_a_later_confirmation_ends_the_dismissal(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    dismiss(shipment, hit, officer)
    dismiss(shipment, hit, officer, verdict="confirmed", reason_code="same_address")
    assert not lay_dismissals(shipment, declaration_of(shipment), [hit])[0].dismissed


def test_screening_again_lets_the_dismissal_count(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    before = {(each.rule, each.party_ref) for each in shipment.screenings.first().findings.all()}
    dismiss(shipment, hit, officer)
    answer = signed_in(officer).post(f"/review/{shipment.reference}/rescreen/")
    assert answer.status_code == HTTPStatus.FOUND
    after = {(each.rule, each.party_ref) for each in shipment.screenings.first().findings.all()}
    assert ("PTY-01", hit.party_ref) in before - after


def test_the_reason_must_speak_for_the_verdict(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    assert dismiss(shipment, hit, officer, reason_code="same_address") == HTTPStatus.OK
    assert dismiss(shipment, hit, officer, text="") == HTTPStatus.OK
    assert not HitDecision.objects.exists()


def test_a_match_of_a_closed_case_cannot_be_judged(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    Shipment.objects.filter(pk=shipment.pk).update(status=Status.REFUSED)
    assert dismiss(shipment, hit, officer) == HTTPStatus.CONFLICT
    assert not HitDecision.objects.exists()


@pytest.mark.parametrize(
    ("person", "code"), [("exporter", 404), ("rival", 404), ("officer3", 404), ("auditor", 403)]
)
def test_others_judge_nothing(
    shipment: Shipment, hit: PartyHit, people: dict[str, User], person: str, code: int
) -> None:
    assert dismiss(shipment, hit, people[person]) == code
    assert not HitDecision.objects.exists()


def test_auditors_read_a_match(shipment: Shipment, hit: PartyHit, auditor: User) -> None:
    shown = page(auditor, address(shipment, hit))
    assert shown.status_code == HTTPStatus.OK
    assert "<textarea" not in shown.content.decode()


def test_a_match_that_is_none_is_not_found(shipment: Shipment, hit: PartyHit) -> None:
    assert find_match(shipment, "consignee-9", hit.list_code, hit.entry_key) is None
