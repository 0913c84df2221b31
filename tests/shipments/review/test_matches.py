"""Party matches: compared, dismissed or confirmed, and counted only while nothing changed."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import PartyHit
from compliance.notify.models import Kind, Notice
from compliance.notify.tasks import tell
from compliance.parties.models import ListedParty
from compliance.refusals import Conflict, NotAllowed
from shipments.models import HitDecision, Shipment
from shipments.moves import Status
from shipments.review.actions import release
from shipments.review.match_verdicts import find_match, judge_hit
from shipments.screening.actions import rescreen, screen
from shipments.screening.dismissals import lay_dismissals
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import page, signed_in
from tests.worlds import made_once

VERDICT = {
    "verdict": "dismissed",
    "reason_code": "other_registration",
    "text": "Another registration number: their licence names 91310115MA1K3.",
}


@pytest.fixture
@made_once
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
    shipment: Shipment, hit: PartyHit, officer: User, second_officer: User
) -> None:
    for each in (officer, second_officer):
        dismiss(shipment, hit, each)
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
    shipment: Shipment, hit: PartyHit, officer: User, second_officer: User
) -> None:
    dismiss(shipment, hit, second_officer)
    dismiss(shipment, hit, officer)
    assert lay_dismissals(shipment, declaration_of(shipment), [hit])[0].dismissed
    dismiss(shipment, hit, officer, verdict="confirmed", reason_code="same_address")
    assert not lay_dismissals(shipment, declaration_of(shipment), [hit])[0].dismissed


def test_screening_again_lets_the_dismissal_of_two_officers_count(
    shipment: Shipment, hit: PartyHit, officer: User, second_officer: User
) -> None:
    before = {(each.rule, each.party_ref) for each in shipment.screenings.first().findings.all()}
    for each in (officer, second_officer):
        dismiss(shipment, hit, each)
    answer = signed_in(second_officer).post(f"/review/{shipment.reference}/rescreen/")
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


def judge(shipment: Shipment, hit: PartyHit, by: User, **others: str) -> HitDecision:
    words = {name: VERDICT[name] for name in ("verdict", "reason_code", "text")}
    return judge_hit(shipment, by=by, hit=hit, **{**words, **others})


def rules_on(shipment: Shipment, hit: PartyHit) -> set[str]:
    found = shipment.screenings.first().findings.filter(party_ref=hit.party_ref)
    return set(found.values_list("rule", flat=True))


def test_one_officer_alone_never_ends_a_grave_match_however_often(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    for _time in range(3):
        judge(shipment, hit, officer)
        rescreen(shipment.pk, by=officer)
    assert "PTY-01" in rules_on(shipment, hit)
    shipment.refresh_from_db()
    with pytest.raises(NotAllowed, match="两名关员"):
        release(shipment, by=officer, reason="They are another firm in another town.")


def test_the_first_dismissal_frees_the_case_and_shows_both_names_to_the_second_officer(
    shipment: Shipment, hit: PartyHit, officer: User, second_officer: User
) -> None:
    judge(shipment, hit, officer)
    shipment.refresh_from_db()
    assert shipment.claimed_by is None
    shown = page(second_officer, address(shipment, hit)).content.decode()
    for text in (hit.declared_name, hit.listed_name, VERDICT["text"], str(officer)):
        assert text in shown
    judge(shipment, hit, second_officer)
    rescreen(shipment.pk, by=second_officer)
    assert "PTY-01" not in rules_on(shipment, hit)


def test_no_reason_is_chosen_beforehand_and_a_letter_is_no_explanation(
    shipment: Shipment, hit: PartyHit, officer: User
) -> None:
    form = page(officer, address(shipment, hit)).context["form"]
    assert form["reason_code"].value() is None
    assert form["verdict"].value() is None
    assert form.fields["reason_code"].choices[0][0] == ""
    for words in ({"reason_code": ""}, {"text": "x"}, {"text": "x" + " " * 40 + "y"}):
        assert dismiss(shipment, hit, officer, **words) == HTTPStatus.OK
    with pytest.raises(ValidationError):
        judge(shipment, hit, officer, text="同名不同人")
    assert not HitDecision.objects.exists()


@pytest.fixture
def same_party_elsewhere(
    shipment: Shipment, hit: PartyHit, rival_exporter: User, people: dict[str, User]
) -> Shipment:
    """Another exporter's shipment to the very same consignee, confirmed by an officer there."""
    other = a_draft(rival_exporter)
    party = shipment.parties.get(role="consignee")
    same = ("name_en", "name_zh", "country", "address", "registration_no", "business_kind")
    same = (*same, "aeo_code", "phone", "email")
    other.parties.filter(role="consignee").update(**{name: getattr(party, name) for name in same})
    Shipment.objects.filter(pk=other.pk).update(office=people["officer3"].office)
    other.refresh_from_db()
    freeze(other, rival_exporter)
    screen(other.pk)
    found = find_match(other, hit.party_ref, hit.list_code, hit.entry_key)
    assert found is not None
    other.refresh_from_db()
    confirmed = {"verdict": "confirmed", "reason_code": "same_registration"}
    judge(other, found.hit, people["officer3"], **confirmed)
    return other


def test_a_party_confirmed_at_any_office_is_not_dismissed_at_another(
    shipment: Shipment, hit: PartyHit, officer: User, same_party_elsewhere: Shipment
) -> None:
    assert dismiss(shipment, hit, officer) == HTTPStatus.CONFLICT
    shown = page(officer, address(shipment, hit)).content.decode()
    assert str(same_party_elsewhere.office) in shown
    with pytest.raises(Conflict):
        judge(shipment, hit, officer)
    judge(shipment, hit, officer, verdict="confirmed", reason_code="same_name")


def test_an_entry_once_confirmed_takes_two_officers_even_where_the_list_only_informs(
    shipment: Shipment, hit: PartyHit, officer: User, second_officer: User
) -> None:
    """Foreign lists inform; but if somebody was found to be that entry, one word is not enough."""
    informing = replace(hit, measure="inform")
    content = declaration_of(shipment)
    judge(shipment, hit, officer)
    assert lay_dismissals(shipment, content, [informing])[0].dismissed
    HitDecision.objects.create(
        shipment=shipment,
        list_code=hit.list_code,
        entry_key=hit.entry_key,
        entry_digest=hit.entry_digest,
        party_digest="0" * 64,
        verdict="confirmed",
        by=second_officer,
        at=clock.now(),
    )
    assert not lay_dismissals(shipment, content, [informing])[0].dismissed


def test_a_dismissal_that_waits_stands_at_home_of_those_who_can_agree(
    shipment: Shipment, hit: PartyHit, officer: User, second_officer: User
) -> None:
    assert dismiss(shipment, hit, officer) == HTTPStatus.FOUND
    tell()
    colleagues = Notice.objects.filter(kind=Kind.SIGNATURE).values_list("user__username", flat=True)
    assert set(colleagues) == {"officer2", "head1"}
    link = address(shipment, hit)
    assert link in page(second_officer, "/").content.decode()
    assert link not in page(officer, "/").content.decode()
    dismiss(Shipment.objects.get(pk=shipment.pk), hit, second_officer)
    assert link not in page(second_officer, "/").content.decode()
    tell()
    assert len(colleagues.all()) == 2
