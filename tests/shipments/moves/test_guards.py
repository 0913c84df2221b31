"""Each guard by itself: what the case looks like, who asks, and what it answers. Written by hand
from the rules of the house; no database, for a guard only reads what it is shown."""

from datetime import UTC, datetime
from types import SimpleNamespace as Made
from typing import Any

import pytest
from django.utils.translation import override

from compliance.refusals import Conflict, NotAllowed
from shipments.moves import (
    follow_up_guards,
    guards,
    inspection_guards,
    order_guards,
    question_guards,
)
from tests.rows import every_row

ME, OTHER, THIRD = 1, 2, 3
WHEN = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # half past nine in Shanghai


def a_case(*, gravity: int = 1, status: str = "in_review", **seen: Any) -> Any:
    """A case in review on which nothing is open; `seen` is what a guard may ask of it."""
    shipment = Made(
        gravity=gravity,
        status=status,
        claimed_by_id=seen.pop("claimed_by_id", None),
        claimed_by="Li Wei",
        claimed_at=WHEN,
        filed_by_id=seen.pop("filed_by_id", None),
    )
    nothing: dict[str, Any] = {
        **dict.fromkeys(("proposal", "hold", "request", "amendment")),
        **dict.fromkeys(("has_quarantined_files", "was_held", "was_released"), False),
        "has_live_claim": False,
        "evidence_by": frozenset(),
        "told": Made(owed=[], filed=[], request=None),
    }
    return Made(**{**nothing, "shipment": shipment, **seen})


def proposed(verb: str = "release", by: int = OTHER) -> Any:
    return Made(verb=verb, by_id=by, by="Wang Fang")


def held(by: int = OTHER, kind: str = "ctrl_doubt", **about: Any) -> Any:
    """A hold; kinds `inspection` and `mofcom_tip` are another's to end."""
    answered_at = about.pop("answered_at", None)
    return Made(
        kind=kind,
        decision=Made(by_id=by),
        answered_at=answered_at,
        lifted_by_another=lambda: ("inspection", "mofcom_tip"),
        **about,
    )


def asked(stage: str, appraised_by: int | None = None, extensions: int = 0) -> Any:
    """A question (质疑) that stands at that stage."""
    step = None if appraised_by is None else Made(by_id=appraised_by)
    question = Made(
        stage=stage,
        stage_label=f"at {stage}",
        extensions=extensions,
        last=lambda kind: step if kind == "appraised" else None,
    )
    return {"hold": held(kind="question", question=question)}


class _Stage(str):
    label = "a stage"


def inspected(stage: str, recorded_by: int = OTHER) -> Any:
    """An inspection (查验) that stands at that stage."""
    inspection = Made(stage=_Stage(stage), recorded_by_id=recorded_by)
    return {"hold": held(kind="inspection", inspection=inspection)}


def stopped(by: int = OTHER, **reply: Any) -> Any:
    """A stop by the ministry, unanswered unless told otherwise."""
    fields = {"replied_at": None, "may_go": None, "replied_by_id": None, **reply}
    return {"hold": held(by, kind="mofcom_tip", stop=Made(**fields))}


def detained(by: int = OTHER, extended_at: Any = None) -> Any:
    detention = Made(decision=Made(by_id=by), extended_at=extended_at)
    return {"hold": held(by, kind="detention", detention=detention)}


def told(**what: Any) -> Any:
    return {"told": Made(**{"owed": [], "filed": [], "request": None, **what})}


PLAIN_HOLD = {"hold": held()}
FREED = {"replied_at": WHEN, "may_go": True, "replied_by_id": THIRD}
WITH_REQUEST = {"request": Made()}
WITH_AMENDMENT = {"amendment": Made()}

TABLE: list[tuple[Any, dict[str, Any], str, str]] = [
    (guards.not_taken, {}, "pass", ""),
    (guards.not_taken, {"claimed_by_id": ME, "has_live_claim": True}, "pass", ""),
    (guards.not_taken, {"claimed_by_id": OTHER, "has_live_claim": False}, "pass", ""),
    (guards.not_taken, {"claimed_by_id": OTHER, "has_live_claim": True}, "409", "Li Wei has been"),
    (guards.not_taken, {"claimed_by_id": OTHER, "has_live_claim": True}, "409", "since 09:30"),
    (guards.is_claimer, {"claimed_by_id": ME}, "pass", ""),
    (guards.is_claimer, {"claimed_by_id": OTHER}, "409", "not taken this case"),
    (guards.is_claimer, {}, "409", "not taken this case"),
    (guards.one_officer_is_enough, {"gravity": 1}, "pass", ""),
    (guards.one_officer_is_enough, {"gravity": 2}, "403", "needs two officers"),
    (guards.one_officer_is_enough, {"gravity": 3}, "403", "needs two officers"),
    (guards.not_on_own_evidence, {}, "pass", ""),
    (guards.not_on_own_evidence, {"evidence_by": frozenset({OTHER})}, "pass", ""),
    (guards.not_on_own_evidence, {"evidence_by": frozenset({OTHER, ME})}, "403", "you entered"),
    (guards.two_officers_are_needed, {"gravity": 0}, "409", "no second officer"),
    (guards.two_officers_are_needed, {"gravity": 1}, "409", "no second officer"),
    (guards.two_officers_are_needed, {"gravity": 2}, "pass", ""),
    (guards.nothing_proposed, {}, "pass", ""),
    (guards.nothing_proposed, {"proposal": proposed()}, "409", "Wang Fang has already"),
    (guards.release_proposed, {"proposal": proposed("release")}, "pass", ""),
    (guards.release_proposed, {"proposal": proposed("countersign_recall")}, "409", "No release"),
    (guards.release_proposed, {}, "409", "No release"),
    (guards.recall_proposed, {"proposal": proposed("countersign_recall")}, "pass", ""),
    (guards.recall_proposed, {"proposal": proposed("release")}, "409", "No recall"),
    (guards.recall_proposed, {}, "409", "No recall"),
    (guards.is_another, {"proposal": proposed(by=OTHER)}, "pass", ""),
    (guards.is_another, {"proposal": proposed(by=ME)}, "403", "someone else"),
    (guards.is_another, {"proposal": proposed(), "filed_by_id": ME}, "403", "someone else"),
    (guards.is_another, {"filed_by_id": ME}, "403", "someone else"),
    (guards.is_another, {}, "pass", ""),
    (guards.hold_may_end, {}, "pass", ""),
    (guards.hold_may_end, {"hold": held(OTHER)}, "pass", ""),
    (guards.hold_may_end, {"hold": held(OTHER, "inspection")}, "pass", ""),
    (guards.hold_may_end, {"hold": held(ME)}, "403", "has not answered"),
    (guards.hold_may_end, {"hold": held(ME, answered_at=WHEN)}, "pass", ""),
    (
        guards.hold_may_end,
        {"hold": held(ME, "inspection", answered_at=WHEN)},
        "403",
        "You placed this hold",
    ),
    (guards.files_are_scanned, {}, "pass", ""),
    (guards.files_are_scanned, {"has_quarantined_files": True}, "409", "virus scanner"),
    (guards.never_held, {}, "pass", ""),
    (guards.never_held, {"was_held": True}, "409", "has held this"),
    (guards.never_held, {"was_released": True}, "409", "has released this"),
    (guards.needs_consent, {}, "409", "without asking"),
    (guards.needs_consent, {"was_held": True}, "pass", ""),
    (guards.needs_consent, {"was_released": True}, "pass", ""),
    (guards.needs_consent, {"status": "released"}, "pass", ""),
    (guards.needs_consent, {"status": "held"}, "409", "without asking"),
    (guards.nothing_asked, {}, "pass", ""),
    (guards.nothing_asked, WITH_REQUEST, "409", "Your request to withdraw already"),
    (guards.nothing_asked, WITH_AMENDMENT, "409", "Your request to amend already"),
    (guards.request_decided, {}, "pass", ""),
    (guards.request_decided, WITH_REQUEST, "409", "asked to withdraw this"),
    (guards.request_decided, WITH_AMENDMENT, "409", "asked to amend this"),
    (guards.withdrawal_asked, WITH_REQUEST, "pass", ""),
    (guards.withdrawal_asked, WITH_AMENDMENT, "409", "has not asked to withdraw"),
    (guards.amendment_asked, WITH_AMENDMENT, "pass", ""),
    (guards.amendment_asked, WITH_REQUEST, "409", "has not asked to amend"),
    (question_guards.no_question, {}, "pass", ""),
    (question_guards.no_question, PLAIN_HOLD, "pass", ""),
    (question_guards.no_question, asked("asked"), "409", "by its result alone"),
    (question_guards.may_be_extended, {}, "409", "No question is open"),
    (question_guards.may_be_extended, PLAIN_HOLD, "409", "No question is open"),
    (question_guards.may_be_extended, asked("asked"), "pass", ""),
    (question_guards.may_be_extended, asked("asked", extensions=1), "409", "extended already"),
    (question_guards.may_be_extended, asked("overdue"), "409", "“at overdue”"),
    (question_guards.may_be_extended, asked("overdue", extensions=1), "409", "“at overdue”"),
    (question_guards.another_frees, {"gravity": 2}, "pass", ""),
    (question_guards.another_frees, {"gravity": 2, **asked("freed")}, "pass", ""),
    (question_guards.another_frees, {"gravity": 1, **asked("freed", ME)}, "pass", ""),
    (question_guards.another_frees, {"gravity": 2, **asked("freed", ME)}, "403", "You recorded"),
    (question_guards.another_frees, {"gravity": 2, **asked("freed", OTHER)}, "pass", ""),
    (inspection_guards.inspection_done, {}, "pass", ""),
    (inspection_guards.inspection_done, PLAIN_HOLD, "pass", ""),
    (inspection_guards.to_be_recorded, {}, "409", "No inspection is open"),
    (inspection_guards.to_be_recorded, PLAIN_HOLD, "409", "No inspection is open"),
    (inspection_guards.to_be_signed, inspected("recorded", ME), "403", "You made this record"),
    (inspection_guards.to_be_signed, inspected("ordered", ME), "409", "“a stage”"),
    (inspection_guards.to_be_signed, {}, "409", "No inspection is open"),
    (order_guards.not_stopped, {}, "pass", ""),
    (order_guards.not_stopped, PLAIN_HOLD, "pass", ""),
    (order_guards.not_stopped, stopped(), "409", "its reply alone"),
    (order_guards.not_detained, {}, "pass", ""),
    (order_guards.not_detained, PLAIN_HOLD, "pass", ""),
    (order_guards.not_detained, detained(), "409", "lift the detention first"),
    (order_guards.reply_awaited, {}, "409", "has not stopped"),
    (order_guards.reply_awaited, PLAIN_HOLD, "409", "has not stopped"),
    (order_guards.reply_awaited, stopped(), "pass", ""),
    (order_guards.reply_awaited, stopped(**FREED), "409", "recorded already"),
    (order_guards.reply_frees, {}, "409", "has not stopped"),
    (order_guards.reply_frees, stopped(), "409", "is not recorded"),
    (order_guards.reply_frees, stopped(**{**FREED, "may_go": False}), "409", "may not go on"),
    (order_guards.reply_frees, stopped(**FREED), "pass", ""),
    (order_guards.reply_frees, stopped(ME, **FREED), "403", "Another officer has to lift"),
    (order_guards.reply_frees, stopped(**{**FREED, "replied_by_id": ME}), "403", "Another officer"),
    (order_guards.detention_proposed, {}, "409", "No detention is waiting"),
    (order_guards.detention_proposed, {"proposal": proposed()}, "409", "No detention is waiting"),
    (order_guards.detention_proposed, {"proposal": proposed("sign_detention")}, "pass", ""),
    (order_guards.not_extended, {}, "409", "are not detained"),
    (order_guards.not_extended, PLAIN_HOLD, "409", "are not detained"),
    (order_guards.not_extended, detained(), "pass", ""),
    (order_guards.not_extended, detained(extended_at=WHEN), "409", "extended already"),
    (order_guards.another_ends_it, {}, "409", "are not detained"),
    (order_guards.another_ends_it, detained(OTHER), "pass", ""),
    (order_guards.another_ends_it, detained(ME), "403", "You proposed this detention"),
    (follow_up_guards.something_owed, {}, "409", "No report on this release is owed"),
    (follow_up_guards.something_owed, told(owed=[1]), "pass", ""),
    (follow_up_guards.something_owed, told(filed=[1]), "409", "is owed"),
    (follow_up_guards.report_waits, {}, "409", "No report waits"),
    (follow_up_guards.report_waits, told(filed=[1]), "pass", ""),
    (follow_up_guards.report_waits, told(owed=[1]), "409", "No report waits"),
    (follow_up_guards.no_change_asked, {}, "pass", ""),
    (follow_up_guards.no_change_asked, told(request=Made()), "409", "already waits for customs"),
    (follow_up_guards.change_asked, {}, "409", "No request to change"),
    (follow_up_guards.change_asked, told(request=Made()), "pass", ""),
]

QUESTIONS = ("asked", "overdue", "answered", "in_appraisal", "freed", "caught")
INSPECTIONS = ("ordered", "recorded", "at_laboratory", "done")
STAGES: list[tuple[Any, Any, tuple[str, ...], tuple[str, ...]]] = [
    (question_guards.may_be_extended, asked, QUESTIONS, ("asked",)),
    (question_guards.may_be_supplemented, asked, QUESTIONS, ("answered", "in_appraisal")),
    (question_guards.may_be_referred, asked, QUESTIONS, ("answered", "overdue")),
    (question_guards.appraisal_awaited, asked, QUESTIONS, ("in_appraisal",)),
    (question_guards.may_be_freed, asked, QUESTIONS, ("answered", "freed")),
    (question_guards.may_be_refused, asked, QUESTIONS, ("answered", "overdue", "caught")),
    (inspection_guards.inspection_done, inspected, INSPECTIONS, ("done",)),
    (inspection_guards.to_be_recorded, inspected, INSPECTIONS, ("ordered",)),
    (inspection_guards.to_be_signed, inspected, INSPECTIONS, ("recorded",)),
    (inspection_guards.report_awaited, inspected, INSPECTIONS, ("at_laboratory",)),
]


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with override("en"):
        yield


@every_row(TABLE)
def test_a_guard_lets_pass_or_says_what_bars(
    guard: Any, seen: dict[str, Any], code: str, words: str
) -> None:
    refusal = guard(Made(pk=ME, is_head=False), a_case(**seen))
    kind = {"pass": type(None), "409": Conflict, "403": NotAllowed}[code]
    assert type(refusal) is kind
    assert refusal is None or words in refusal.sentence


@pytest.mark.parametrize(("guard", "made", "stages", "open_in"), STAGES)
def test_a_question_or_inspection_moves_on_from_its_stages_only(
    guard: Any, made: Any, stages: tuple[str, ...], open_in: tuple[str, ...]
) -> None:
    answers = {stage: guard(Made(pk=ME), a_case(**made(stage))) for stage in stages}
    assert {stage for stage, refusal in answers.items() if refusal is None} == {*open_in}
    barred = [refusal for refusal in answers.values() if refusal]
    assert all(isinstance(refusal, Conflict) for refusal in barred)
    assert all("stands at" in refusal.sentence for refusal in barred)


@pytest.mark.parametrize(
    ("is_head", "hands_out", "signs", "extends_own"),
    [(True, None, None, NotAllowed), (False, NotAllowed, NotAllowed, NotAllowed)],
)
def test_only_a_head_hands_out_and_signs_and_no_head_extends_what_he_proposed(
    is_head: bool, hands_out: Any, signs: Any, extends_own: Any
) -> None:
    user = Made(pk=ME, is_head=is_head)
    answers = (
        guards.heads_office(user, a_case()),
        order_guards.head_signs(user, a_case(**detained(OTHER))),
        order_guards.head_signs(user, a_case(**detained(ME))),
    )
    assert [each and type(each) for each in answers] == [hands_out, signs, extends_own]
    assert order_guards.head_signs(Made(pk=ME, is_head=True), a_case()) is None
    assert answers[0] is None or "Only the head" in answers[0].sentence
    assert "Only the head" in answers[2].sentence or "another head" in answers[2].sentence
