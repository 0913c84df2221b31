"""What an officer's decision rests on and what the log and the papers tell of it, verb by verb."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.models import AmendmentRequest, Decision, Document, Shipment, WithdrawalRequest
from shipments.review import actions as review
from tests.shipments.moves.cases import ask, put
from tests.shipments.moves.scene import TOLD, Scene

pytestmark = pytest.mark.usefixtures("prc_lists")
SOURCES = {
    "release": "in_review",
    "propose_release": "in_review",
    "countersign": "in_review",
    "decline_release": "in_review",
    "hold": "in_review",
    "lift": "held",
    "return_for_correction": "in_review",
    "refuse": "in_review",
    "grant_withdrawal": "held",
    "refuse_withdrawal": "held",
}


@pytest.fixture
def scene(people: dict[str, User]) -> Scene:
    return Scene(people)


def decide(scene: Scene, verb: str, shipment: Shipment, **page: int) -> Shipment:
    until = clock.today() + timedelta(days=9)
    told: dict[str, Any] = {
        "countersign": {"reason": "Looked at."},
        "decline_release": {"reason": "Looked at."},
        "hold": {**TOLD, "ground": "price_doubt", "until": until},
        "refuse": {**TOLD, "ground": "no_licence"},
    }
    decided: Shipment = getattr(review, verb)(
        shipment, by=scene.first, **told.get(verb, TOLD), **page
    )
    return decided


@pytest.mark.parametrize("verb", SOURCES)
def test_a_decision_gives_back_the_case_as_it_stands_then(scene: Scene, verb: str) -> None:
    given = decide(scene, verb, scene.shipment(verb, SOURCES[verb]))
    stored = Shipment.objects.get(pk=given.pk)
    assert (given.status, given.version) == (stored.status, stored.version)


@pytest.mark.parametrize("verb", SOURCES)
def test_an_officer_decides_on_what_the_page_showed_and_on_nothing_newer(
    scene: Scene, verb: str
) -> None:
    shipment = put(scene.shipment(verb, SOURCES[verb]), version=7)
    before = Shipment.objects.filter(pk=shipment.pk).values().get()
    with pytest.raises(Conflict):
        decide(scene, verb, shipment, version=6)
    assert Shipment.objects.filter(pk=shipment.pk).values().get() == before
    decide(scene, verb, shipment, version=7)


@pytest.mark.parametrize(
    ("verb", "gravity", "words"),
    [
        ("release", 1, TOLD),
        ("propose_release", 2, TOLD),
        ("countersign", 2, {"reason": "Looked at.", "message": "Thank you."}),
        ("decline_release", 2, {"reason": "Looked at.", "message": "Thank you."}),
        ("refuse", 1, TOLD),
    ],
)
def test_the_log_tells_which_decision_was_taken_on_what_and_in_which_words(
    scene: Scene, verb: str, gravity: int, words: dict[str, str]
) -> None:
    shipment = scene.shipment(verb, "in_review")
    decide(scene, verb, shipment)
    taken = Decision.objects.filter(shipment=shipment, verb__in=("release", "refuse")).latest("id")
    told = Event.objects.get(subject=shipment.subject, verb=verb).detail
    expected = {"revision": 1, "decision": taken.pk, "gravity": gravity, **words}
    assert {name: told.get(name) for name in expected} == expected


def test_the_papers_of_a_release_by_two_are_of_the_decision_that_both_signed(scene: Scene) -> None:
    shipment = scene.shipment("countersign", "in_review")
    decide(scene, "countersign", shipment)
    signed = Decision.objects.get(shipment=shipment, state="countersigned")
    papers = Document.objects.filter(shipment=shipment)
    assert [paper.decision for paper in papers] == [signed] * len(papers) != []


def test_the_log_tells_as_what_and_until_when_the_goods_are_held(scene: Scene) -> None:
    shipment = scene.shipment("hold", "in_review")
    scene.act("hold", shipment)
    told = Event.objects.get(subject=shipment.subject, verb="hold").detail
    until = (clock.today() + timedelta(days=9)).isoformat()
    assert (told["kind"], told["until"]) == ("sample_pending", until)


@pytest.mark.parametrize(
    ("verb", "status", "kind", "is_granted", "result"),
    [
        ("grant_withdrawal", "held", WithdrawalRequest, True, "granted"),
        ("refuse_withdrawal", "held", WithdrawalRequest, False, "refused"),
        ("return_for_correction", "in_review", AmendmentRequest, True, "granted_before_release"),
    ],
)
def test_a_wish_keeps_who_answered_it_when_and_how_and_its_paper_says_what_was_wished(
    scene: Scene, verb: str, status: str, kind: Any, is_granted: bool, result: str
) -> None:
    older, shipment, newer = (scene.shipment(verb, status) for _ in range(3))
    for each in (older, shipment, newer) if kind is AmendmentRequest else ():
        ask(each, "amend", scene.exporter)
    wish = kind.objects.get(shipment=shipment)
    before = answered_before(wish, scene.second)
    moment = clock.now()
    with clock.at(moment):
        decide(scene, verb, shipment)
    wish.refresh_from_db()
    assert kind.objects.filter(shipment__in=(older, newer), decided_at=None).count() == 2
    assert kind.objects.filter(pk=before.pk, decided_by=scene.second).exists()
    answer = (wish.decided_by, wish.decided_at, wish.is_granted)
    assert answer == (scene.first, moment, is_granted)
    printed = Document.objects.get(shipment=shipment, kind__endswith="_decision").details
    said = {"result": result, "ground": wish.ground, "reason": wish.reason}
    assert {name: printed.get(name) for name in said} == said


def test_goods_are_held_for_no_ground_that_has_a_verb_of_its_own(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an older policy allowed: an inspection is ordered, not declared."""
    shipment, chosen = scene.shipment("hold", "in_review"), review.chosen_ground
    monkeypatch.setattr(
        review, "chosen_ground", lambda *named: replace(chosen(*named), kind="inspection")
    )
    with pytest.raises(Conflict):
        decide(scene, "hold", shipment)


def answered_before(wish: Any, by: User) -> Any:
    """Another of the same shipment, refused long ago and told first by whoever lists them."""
    of_before = type(wish).objects.get(pk=wish.pk)
    of_before.pk, of_before.decided_by, of_before.is_granted = None, by, False
    of_before.decided_at = of_before.at = wish.at - timedelta(days=9)
    of_before.save(force_insert=True)
    return of_before
