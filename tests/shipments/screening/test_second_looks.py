"""Which dismissals stand at a colleague's home because a second officer has to look: the same ones
that the page of the match says it of. What waits is written down by hand."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from compliance.parties.entries import Entry, listing
from compliance.parties.models import ListedParty
from compliance.parties.versions import activate_version
from shipments.models import HitDecision, Shipment, StandingVerdict
from shipments.notices import waiting
from shipments.review import actions
from shipments.review.match_verdicts import find_match, judge_hit
from shipments.review.party_register import revoke
from shipments.screening.actions import screen
from tests.builders import a_draft, freeze
from tests.shipments.review.posts import signed_in

REASON = "The registration numbers were compared and differ."
CODES = {"dismissed": "other_registration", "confirmed": "same_registration"}


def filed(by: User, name: str, address: str = "1 Long Road") -> Shipment:
    """Really screened and in review, with a consignee of that name."""
    draft = a_draft(by)
    draft.parties.filter(role="consignee").update(name_en=name, name_zh="", address=address)
    freeze(draft, by)
    screen(draft.pk)
    Shipment.objects.filter(pk=draft.pk).update(status="in_review")
    return Shipment.objects.get(pk=draft.pk)


def hit_of(shipment: Shipment, key: str) -> PartyHit:
    found = [from_plain(each, PartyHit) for each in shipment.screenings.first().facts["hits"]]
    return next(hit for hit in found if (hit.entry_key, hit.party_ref) == (key, "consignee-1"))


def judge(shipment: Shipment, key: str, by: User, verdict: str = "dismissed") -> None:
    """Whoever has the case gives it back first."""
    Shipment.objects.filter(pk=shipment.pk).update(claimed_by=None, claimed_at=None)
    words: Any = {"verdict": verdict, "reason_code": CODES[verdict], "text": REASON}
    judge_hit(shipment, by=by, hit=hit_of(shipment, key), **words)


def links(officer: User) -> list[str]:
    return [each.address for each in waiting.matches(officer)]


def address(shipment: Shipment, key: str) -> str:
    hit = hit_of(shipment, key)
    names = [shipment.reference, hit.party_ref, hit.list_code, hit.entry_key]
    return reverse("review:match", args=names)


# Who judged how, one after the other, and whether the pair then waits for a second officer.
TURNS = (
    ("1d", True),
    ("1d 1d 1d", True),
    ("1d 2d", False),
    ("1c", False),
    ("1d 1c", False),
    ("1d 2c 2d", True),
    ("1d 2c 2d 1d", False),
    ("1d 2d 1c 1d", True),
)


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize(("turns", "waits"), TURNS)
def test_home_and_page_of_the_match_say_the_same(
    turns: str,
    waits: bool,
    exporter: User,
    people: dict[str, User],
    entry: ListedParty,
) -> None:
    shipment = filed(exporter, entry.name_en)
    for who, verdict in turns.split():
        name = "dismissed" if verdict == "d" else "confirmed"
        judge(shipment, entry.key, people[f"officer{who}"], name)
    match = find_match(shipment, "consignee-1", entry.version.list_code, entry.key)
    assert match is not None
    assert match.waits is waits
    assert links(people["head1"]) == ([address(shipment, entry.key)] if waits else [])


def test_what_an_earlier_shipment_settled_waits_for_nobody_until_it_is_revoked(
    exporter: User, officer: User, second_officer: User, entry: ListedParty
) -> None:
    first = filed(exporter, entry.name_en)
    for each in (officer, second_officer):
        judge(first, entry.key, each)
    later = filed(exporter, entry.name_en)
    judge(later, entry.key, officer)
    assert links(second_officer) == []
    revoke(StandingVerdict.objects.get(), by=second_officer, reason=REASON)
    assert links(second_officer) == [address(later, entry.key)]
    assert links(officer) == []


@pytest.mark.parametrize("is_known", [True, False])
def test_a_foreign_entry_takes_two_officers_only_where_somebody_was_found_to_be_it(
    is_known: bool, exporter: User, officer: User, second_officer: User, prc_lists: None
) -> None:
    name, since = "Quartz Harbour Ltd", listing(None)
    entry = Entry("UN-1", (name,), name_en=name, measure="inform", periods=since)
    activate_version("un", [entry], source="UN", sha256="7" * 64, as_of=clock.today())
    shipment = filed(exporter, entry.name_en)
    if is_known:
        HitDecision.objects.create(
            shipment=filed(exporter, "Somebody Else"), list_code="un", entry_key=entry.key,
            entry_digest=entry.digest, party_digest="0" * 64, verdict="confirmed",
            by=officer, at=clock.now(),
        )  # fmt: skip
    judge(shipment, entry.key, officer)
    assert links(second_officer) == ([address(shipment, entry.key)] if is_known else [])


def test_a_party_that_was_corrected_since_waits_no_more(
    exporter: User, officer: User, second_officer: User, entry: ListedParty
) -> None:
    shipment = filed(exporter, entry.name_en)
    judge(shipment, entry.key, officer)
    shipment.refresh_from_db()
    actions.return_for_correction(shipment, by=second_officer, reason=REASON, message="Correct it.")
    shipment.refresh_from_db()
    shipment.parties.filter(role="consignee").update(name_en="Somebody Else")
    freeze(shipment, exporter)
    screen(shipment.pk)
    Shipment.objects.filter(pk=shipment.pk).update(status="in_review")
    assert links(second_officer) == []


def test_home_asks_as_much_for_many_as_for_one_and_at_most_twelve_queries(
    exporter: User, officer: User, second_officer: User, entry: ListedParty
) -> None:
    client, asked = signed_in(second_officer), []
    for number in range(3):
        judge(filed(exporter, entry.name_en, f"{number} Long Road"), entry.key, officer)
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        asked.append(len(captured))
    assert len(links(second_officer)) == 3
    assert asked[0] == asked[2] <= 12
