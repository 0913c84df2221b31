"""A dismissed pair stays dismissed in later shipments, until something ends it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.law.default_policy import default_policy
from compliance.law.facts import Facts, PartyHit
from compliance.parties.models import ListedParty
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Shipment, StandingVerdict
from shipments.review.match_verdicts import find_match, judge_hit
from shipments.review.party_register import revoke
from shipments.screening import actions as screening
from shipments.screening import tasks
from shipments.screening.actions import rescreen, screen
from shipments.screening.replay import replay
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import page, signed_in
from tests.worlds import made_once

REASON = "The registration numbers were compared and differ."


def filed(by: User, entry: ListedParty, address: str = "1 Long Road") -> Shipment:
    """Really screened, with a consignee that bears a listed name."""
    draft = a_draft(by)
    consignee = draft.parties.filter(role="consignee")
    consignee.update(name_en=entry.name_en, name_zh="", address=address)
    freeze(draft, by)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def hits(shipment: Shipment, entry: ListedParty) -> list[PartyHit]:
    facts = shipment.screenings.first().facts
    found = [from_plain(each, PartyHit) for each in facts["hits"]]
    return [hit for hit in found if hit.entry_key == entry.key and hit.party_ref == "consignee-1"]


def judge(shipment: Shipment, hit: PartyHit, by: User, verdict: str = "dismissed") -> None:
    code = "other_registration" if verdict == "dismissed" else "same_registration"
    judge_hit(shipment, by=by, hit=hit, verdict=verdict, reason_code=code, text=REASON)


@pytest.fixture
@made_once
def dismissed(exporter: User, entry: ListedParty, officer: User, second_officer: User) -> Shipment:
    shipment = filed(exporter, entry)
    for each in (officer, second_officer):
        judge(shipment, hits(shipment, entry)[0], each)
    return shipment


def found_in(shipment: Shipment) -> set[str]:
    """Keys of the entries that findings of the latest run name."""
    findings = shipment.screenings.first().findings.filter(party_ref="consignee-1")
    return {each.params.get("entry_key", "") for each in findings}


def test_the_next_shipment_rests_on_two_officers_of_the_last(
    dismissed: Shipment, rival_exporter: User, entry: ListedParty
) -> None:
    later = filed(rival_exporter, entry)
    assert [hit.dismissed for hit in hits(later, entry)] == [True]
    assert entry.key not in found_in(later)
    assert entry.key in found_in(dismissed)
    row = StandingVerdict.objects.get()
    told = Event.objects.filter(subject=later.subject, detail__has_key="standing_verdicts").get()
    assert told.detail["standing_verdicts"] == [row.pk]
    assert row.until == clock.today() + timedelta(days=default_policy().verdict_days)
    last = Event.objects.filter(verb="judge_hit").latest("seq")
    assert (last.detail["standing_verdict"], last.detail["until"]) == (
        row.pk,
        row.until.isoformat(),
    )


def test_one_officer_alone_binds_no_later_shipment(
    exporter: User, entry: ListedParty, officer: User
) -> None:
    first = filed(exporter, entry)
    judge(first, hits(first, entry)[0], officer)
    assert not StandingVerdict.objects.exists()
    assert [hit.dismissed for hit in hits(filed(exporter, entry), entry)] == [False]


def test_another_address_is_another_party(
    dismissed: Shipment, exporter: User, entry: ListedParty
) -> None:
    later = filed(exporter, entry, address="2 Long Road")
    assert [hit.dismissed for hit in hits(later, entry)] == [False]


def test_a_changed_entry_is_another_entry(
    dismissed: Shipment, exporter: User, entry: ListedParty
) -> None:
    StandingVerdict.objects.update(entry_digest="0" * 64)
    assert [hit.dismissed for hit in hits(filed(exporter, entry), entry)] == [False]


def test_it_ends_by_itself_and_the_case_is_screened_anew_that_day(
    dismissed: Shipment, exporter: User, entry: ListedParty
) -> None:
    last = clock.today() + timedelta(days=3)
    StandingVerdict.objects.update(until=last)
    later = filed(exporter, entry)
    turns_on = later.screenings.first().facts["turns_on"]
    assert turns_on <= (last + timedelta(days=1)).isoformat()
    with clock.at(clock.now() + timedelta(days=4)):
        rescreen(later.pk)
        assert [hit.dismissed for hit in hits(later, entry)] == [False]


def test_an_officer_revokes_it_and_open_cases_count_it_again(
    dismissed: Shipment, exporter: User, entry: ListedParty, officer: User
) -> None:
    later = filed(exporter, entry)
    Shipment.objects.filter(pk=later.pk).update(status="in_review")
    row = StandingVerdict.objects.get()
    answer = signed_in(officer).post(reverse("review:verdict", args=[row.pk]), {"reason": REASON})
    assert answer.status_code == HTTPStatus.FOUND
    row.refresh_from_db()
    assert (row.ended_by, row.end_reason) == (officer, REASON)
    event = Event.objects.get(verb="standing_verdict_revoked")
    assert (event.subject, event.detail["reason"]) == (row.subject, REASON)
    assert Shipment.objects.get(pk=later.pk).is_stale
    match = find_match(later, "consignee-1", entry.version.list_code, entry.key)
    assert match is not None
    assert match.counts
    assert match.earlier is None
    rescreen(later.pk)
    assert [hit.dismissed for hit in hits(later, entry)] == [False]
    with pytest.raises(Conflict):
        revoke(row, by=officer, reason=REASON)


def test_nobody_but_an_officer_revokes_and_never_without_a_reason(
    dismissed: Shipment, officer: User, auditor: User
) -> None:
    row = StandingVerdict.objects.get()
    with pytest.raises(NotAllowed):
        revoke(row, by=auditor, reason=REASON)
    with pytest.raises(ValidationError):
        revoke(row, by=officer, reason="wrong")
    assert StandingVerdict.objects.filter(ended_at__isnull=True).exists()


def test_a_confirmation_anywhere_ends_it_without_a_second_click(
    dismissed: Shipment, exporter: User, entry: ListedParty, officer: User
) -> None:
    later = filed(exporter, entry)
    Shipment.objects.filter(pk=later.pk).update(status="in_review")
    judge(later, hits(later, entry)[0], officer, verdict="confirmed")
    rescreen(later.pk)
    assert [hit.dismissed for hit in hits(later, entry)] == [False]
    assert [hit.dismissed for hit in hits(filed(exporter, entry), entry)] == [False]


def test_stored_runs_replay_the_same_after_the_verdict_is_gone(
    dismissed: Shipment, exporter: User, entry: ListedParty, officer: User
) -> None:
    later = filed(exporter, entry)
    run = later.screenings.get()
    revoke(StandingVerdict.objects.get(), by=officer, reason=REASON)
    again = replay(run)
    assert again.matches, again.differences


def test_the_case_and_the_match_say_on_whom_it_rests(
    dismissed: Shipment, exporter: User, entry: ListedParty, officer: User, second_officer: User
) -> None:
    later = filed(exporter, entry)
    Shipment.objects.filter(pk=later.pk).update(status="in_review")
    row = StandingVerdict.objects.get()
    names = [later.reference, "consignee-1", row.list_code, row.entry_key]
    for address in (f"/review/{later.reference}/", reverse("review:match", args=names)):
        shown = page(officer, address).content.decode()
        assert "Dismissed in an earlier shipment" in shown
        assert officer.display_name in shown
        assert second_officer.display_name in shown
        assert reverse("review:verdict", args=[row.pk]) in shown


def test_nobody_is_told_that_a_covered_pair_takes_two_officers(
    dismissed: Shipment, exporter: User, entry: ListedParty, officer: User
) -> None:
    row = StandingVerdict.objects.get()
    covered, fresh = filed(exporter, entry), filed(exporter, entry, address="2 Long Road")
    Shipment.objects.update(status="in_review")
    pages = {
        shipment.pk: page(
            officer,
            reverse(
                "review:match",
                args=[shipment.reference, "consignee-1", row.list_code, row.entry_key],
            ),
        ).content.decode()
        for shipment in (covered, fresh, dismissed)
    }
    assert "Your verdict" in pages[covered.pk]
    assert "takes two officers here" not in pages[covered.pk]
    assert "takes two officers here" not in pages[dismissed.pk]
    assert "takes two officers here" in pages[fresh.pk]


@pytest.mark.parametrize("is_revoked", [True, False])
def test_a_verdict_during_a_screening_of_the_machine_lets_it_screen_once_more(
    is_revoked: bool,
    exporter: User,
    entry: ListedParty,
    officer: User,
    second_officer: User,
    dismissed: Shipment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = filed(exporter, entry)
    Shipment.objects.filter(pk=later.pk).update(status="in_review", is_stale=True)
    real, meanwhile = screening.run_rules, []

    def judged_in_between(facts: Facts) -> object:
        run = real(facts)
        if not meanwhile:
            meanwhile.append(run)
            if is_revoked:
                revoke(StandingVerdict.objects.get(), by=officer, reason=REASON)
            else:
                judge(later, hits(later, entry)[0], officer, verdict="confirmed")
        return run

    monkeypatch.setattr(screening, "run_rules", judged_in_between)
    tasks.rescreen.apply([later.pk])
    assert meanwhile
    later.refresh_from_db()
    assert (later.screenings.count(), later.is_stale) == (2, False)
    assert [hit.dismissed for hit in hits(later, entry)] == [False]


def test_a_verdict_revoked_while_a_new_shipment_is_screened_covers_it_no_longer(
    exporter: User,
    entry: ListedParty,
    officer: User,
    dismissed: Shipment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, verdict = screening.run_rules, StandingVerdict.objects.get()

    def revoked_in_between(facts: Facts) -> object:
        run = real(facts)
        if StandingVerdict.objects.filter(pk=verdict.pk, ended_at=None).exists():
            revoke(verdict, by=officer, reason=REASON)
        return run

    monkeypatch.setattr(screening, "run_rules", revoked_in_between)
    later = filed(exporter, entry)
    assert [hit.dismissed for hit in hits(later, entry)] == [False]
    assert entry.key in found_in(later)


def test_the_register_is_customs_own(
    dismissed: Shipment, exporter: User, officer: User, auditor: User, policy_admin: User
) -> None:
    row = StandingVerdict.objects.get()
    one = reverse("review:verdict", args=[row.pk])
    for address in (reverse("review:verdicts"), one):
        answers = [
            signed_in(each).get(address).status_code
            for each in (officer, auditor, policy_admin, exporter)
        ]
        assert answers == [200, 200, 403, 404]
    assert row.party_name in page(officer, reverse("review:verdicts")).content.decode()
    missed = page(officer, reverse("review:verdicts") + "?name=zzzz").content.decode()
    assert row.party_name not in missed
    assert "Revoke this verdict" not in page(auditor, one).content.decode()
