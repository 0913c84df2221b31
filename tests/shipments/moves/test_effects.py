"""What each verb brings about, effect by effect, against the golden table."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import NotAllowed
from shipments.demo.licences import licence_number
from shipments.licences.actions import register
from shipments.models import Decision, Document, Hold, Licence, Shipment
from shipments.reconciliation import decisions
from shipments.review import actions as review
from shipments.screening.actions import rescreen, screen
from tests.builders import a_shipment
from tests.shipments.moves.cases import (
    long_ago,
    matched,
    put,
    with_everything_open,
)
from tests.shipments.moves.golden import EFFECTS, lines, verbs
from tests.shipments.moves.scene import TOLD, Scene

EVENTS = {"edit": "edit_section"}
HEADS = ("sign_detention", "decline_detention", "extend_detention")
SECOND = (
    *("countersign", "decline_release", "countersign_recall", "decline_recall"),
    *("sign_detention", "decline_detention"),
)
PROPOSING = {
    "propose_release": "release",
    "propose_recall": "countersign_recall",
    "propose_detention": "sign_detention",
}
STOPS = {"order_stop": "hold", "lift_stop": "lift"}
NAMED = {**PROPOSING, **STOPS, "refuse_question": "refuse"}
UNTOLD = (
    "propose_grant",
    "record_reply",
    "record_visit",
    "record_appraisal",
    "record_inspection",
    "sign_inspection",
    "record_laboratory",
)
NO_DECISION = {
    "report",
    "request_change",
    "supplement",
    "add_papers",
    "request_withdrawal",
    "request_amendment",
    "edit",
    "submit",
    "withdraw",
    "answer",
    "clear",
    "flag",
    "rescreen",
} | {"claim", "unclaim", "assign", "judge_hit", "note"}

pytestmark = pytest.mark.usefixtures("prc_lists")


@pytest.fixture(autouse=True)
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)


@pytest.fixture
def scene(people: dict[str, User]) -> Scene:
    return Scene(people)


def register_licence(exporter: User, **boxes: Any) -> Licence:
    """The licence that the ingots cite."""
    standard = {
        "number": licence_number(exporter.exporter, "4"),
        "kind": "4",
        "holder_uscc": exporter.exporter.uscc,
        "valid_from": clock.today() - timedelta(days=30),
        "valid_until": clock.today() + timedelta(days=90),
        "quantity_kg": Decimal(1000),
        "uses": 12,
    }
    return register(by=None, **{**standard, **boxes})


def effects_on(shipment: Shipment, before: Shipment, first: User) -> Iterator[str]:
    """The cells of the golden line, as the database has them after the verb."""
    yield from (before.status, shipment.status, str(shipment.version))
    yield _claim(shipment, before, first)
    is_recent = shipment.decided_at and shipment.decided_at > clock.now() - timedelta(minutes=1)
    yield "none" if shipment.decided_at is None else "now" if is_recent else "kept"
    holds = Hold.objects.filter(shipment=shipment)
    yield _holds(list(holds))
    decisions = Decision.objects.filter(shipment=shipment).exclude(state="effective")
    yield decisions.exclude(verb="countersign_recall", state="proposed").latest("id").state
    yield "drawn" if shipment.licence_draws.exists() else "-"
    kinds = Document.objects.filter(shipment=shipment).order_by("kind")
    yield " ".join(kinds.values_list("kind", flat=True)) or "-"


def _holds(holds: list[Hold]) -> str:
    if len(holds) != 1:
        return "replaced" if holds else "-"
    return "lifted" if holds[0].lifted_at else "open"


def _claim(shipment: Shipment, before: Shipment, first: User) -> str:
    if shipment.claimed_by is None:
        return "none" if shipment.claimed_at is None else "half"
    assert shipment.claimed_by == first
    return "kept" if shipment.claimed_at == before.claimed_at else "taken"


@pytest.mark.parametrize("line", lines(EFFECTS), ids=lambda line: line[0])
def test_a_verb_has_exactly_the_effects_of_the_golden_table(scene: Scene, line: list[str]) -> None:
    """And a decision keeps who took it when, why, and what the exporter reads."""
    verb, *expected = line
    if verb != "flag":
        register_licence(scene.exporter)
    shipment = scene.shipment(verb, expected[0])
    before, moment = Shipment.objects.get(pk=shipment.pk), clock.now()
    with clock.at(moment):
        scene.act(verb, shipment)
    after = Shipment.objects.get(pk=shipment.pk)
    assert list(effects_on(after, before, scene.first)) == expected
    if verb in SECOND:
        assert_seconded(verb, scene, shipment, moment)
    elif verb not in NO_DECISION:
        assert_decided(verb, scene, shipment, moment)


def assert_seconded(verb: str, scene: Scene, shipment: Shipment, moment: datetime) -> None:
    """By whom a colleague's decision was signed or declined, and why."""
    actor = scene.head if verb in HEADS else scene.first
    decision = Decision.objects.get(shipment=shipment, second_by=actor)
    assert (decision.by, decision.at < moment) == (scene.second, True)
    assert (decision.second_by, decision.second_at) == (actor, moment)
    expected = "Not yet." if verb.startswith("decline") else "Agreed."
    assert decision.second_reason == expected


def assert_decided(verb: str, scene: Scene, shipment: Shipment, moment: datetime) -> None:
    """By whom and why it was decided or proposed, and what the exporter reads."""
    decision = Decision.objects.filter(shipment=shipment).latest("id")
    actor = scene.head if verb in HEADS else scene.first
    assert (decision.by, decision.at) == (actor, moment)
    message = "" if verb in UNTOLD else TOLD["message"]
    assert (decision.reason, decision.message) == (TOLD["reason"], message)
    assert decision.verb == NAMED.get(verb, verb)
    assert decision.state == ("proposed" if verb in PROPOSING else "effective")
    assert decision.revision.number == 1


def test_every_verb_has_a_golden_line_of_effects() -> None:
    assert [line[0] for line in lines(EFFECTS)] == verbs()


@pytest.mark.parametrize("verb", [verb for verb in verbs() if verb not in ("clear", "flag")])
def test_a_verb_writes_one_event_by_who_acted(scene: Scene, verb: str) -> None:
    """And nobody who verifies the log finds a decision that it does not tell of, but for those that
    the scene put there before."""
    status = next(line[1] for line in lines(EFFECTS) if line[0] == verb)
    shipment = put(scene.shipment(verb, status), claimed_by=None, claimed_at=None)
    if verb == "unclaim":
        put(shipment, claimed_by=scene.first)
    last = Event.objects.order_by("seq").values_list("seq", flat=True).last() or 0
    untold = len(list(decisions()))
    scene.act(verb, shipment)
    assert len(list(decisions())) == untold, "the log does not tell of the decision"
    events = list(Event.objects.filter(seq__gt=last, subject=shipment.subject))
    exporters = (
        *("edit", "submit", "withdraw", "request_withdrawal", "answer", "supplement"),
        *("add_papers", "report", "request_change", "request_amendment"),
    )
    others = {"rescreen": None, "assign": scene.head, **dict.fromkeys(exporters, scene.exporter)}
    others |= dict.fromkeys(HEADS, scene.head)
    actor = others.get(verb, scene.first)
    assert [(each.verb, each.actor) for each in events] == [(EVENTS.get(verb, verb), actor)]


def test_a_hold_begins_with_the_decision_and_the_old_one_ends_then(scene: Scene) -> None:
    shipment = scene.shipment("hold", "held")
    moment = clock.now()
    with clock.at(moment):
        scene.act("hold", shipment)
    new, old = Hold.objects.filter(shipment=shipment).order_by("-id")
    assert (new.since, new.kind, new.lifted_at) == (moment, "sample_pending", None)
    assert new.until == clock.today() + timedelta(days=9)
    assert (old.kind, old.lifted_at) == ("ctrl_doubt", moment)


def test_screening_again_takes_over_the_new_gravity_so_that_four_eyes_hold(scene: Scene) -> None:
    shipment = matched(scene.exporter, scene.first, scene.second)
    put(shipment, gravity=1, is_stale=True)
    rescreen(shipment.pk, by=scene.first)
    shipment.refresh_from_db()
    # Metal for a listed party is held: Decree 792 art. 29 is about dual-use items.
    assert (shipment.gravity, shipment.is_stale) == (2, False)
    put(shipment, status="in_review")
    with pytest.raises(NotAllowed):
        review.release(shipment, by=scene.first, **TOLD)


def test_a_first_screening_sets_gravity_and_freshness(scene: Scene) -> None:
    shipment = with_everything_open(scene.exporter, "screening", scene.first, scene.second)
    put(shipment, gravity=3, is_stale=True)
    screen(shipment.pk)
    shipment.refresh_from_db()
    assert (shipment.gravity, shipment.is_stale) == (1, False)


def test_submitting_again_starts_a_new_judgement(scene: Scene) -> None:
    shipment = scene.shipment("submit", "draft")
    put(shipment, gravity=3, is_stale=True, first_submitted_at=long_ago(), submitted_at=long_ago())
    put(shipment, consignee_name="", end_user_name="", total_net_kg=0, filed_by=None)
    moment = clock.now()
    with clock.at(moment):
        scene.act("submit", shipment)
    shipment.refresh_from_db()
    assert (shipment.gravity, shipment.is_stale, shipment.revision_no) == (0, False, 2)
    assert shipment.submitted_at == moment
    assert shipment.first_submitted_at < moment - timedelta(days=1)
    assert shipment.filed_by == scene.exporter
    assert (shipment.consignee_name != "", shipment.end_user_name != "") == (True, True)
    assert shipment.total_net_kg == Decimal(500)
    revision = shipment.revisions.get(number=2)
    assert (revision.submitted_by, revision.submitted_at) == (scene.exporter, moment)


def test_the_machine_takes_no_decision() -> None:
    from shipments.door import Passage

    with pytest.raises(ValueError, match="person"):
        Passage("clear", Shipment(), None).decide(reason="None of its business.")


def test_papers_are_those_of_the_decision(scene: Scene) -> None:
    shipment = scene.shipment("release", "in_review")
    scene.act("release", shipment)
    papers = Document.objects.filter(shipment=shipment)
    assert {each.decision for each in papers} == {Decision.objects.latest("id")}


def test_a_light_case_can_be_released_after_a_colleague_let_it_lapse(
    scene: Scene,
) -> None:
    shipment = a_shipment(scene.exporter)
    put(shipment, claimed_by=scene.second, claimed_at=clock.now() - timedelta(minutes=31))
    review.release(shipment, by=scene.first, **TOLD)
    shipment.refresh_from_db()
    assert shipment.status == "released"
