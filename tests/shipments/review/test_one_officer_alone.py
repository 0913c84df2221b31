"""Whatever one officer does, in whatever order: a case with a grave finding does not leave."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from compliance.parties.models import ListedParty
from compliance.refusals import Conflict, NotAllowed
from shipments.grounds import grounds_on
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review import actions, claims, inspections, orders, questions, released
from shipments.review.match_verdicts import judge_hit
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, disposed, freeze

SEQUENCES, MOVES = 15, 18
TOLD = {"reason": "Compared with the contract.", "message": "Nothing is missing."}
Act = Callable[[Shipment, User, random.Random], object]


@pytest.fixture
def grave(exporter: User, prc_lists: None) -> Shipment:
    """Really screened, with a consignee that bears the name of a control-list party."""
    rows = ListedParty.objects.filter(version__list_code="export_control_list")
    entry = rows.exclude(name_en="").order_by("id").first()
    draft = a_draft(exporter)
    draft.parties.filter(role="consignee").update(name_en=entry.name_en, name_zh="")
    freeze(draft, exporter)
    screen(draft.pk)
    shipment = Shipment.objects.get(pk=draft.pk)
    assert shipment.gravity >= 2
    return shipment


def dismiss(case: Shipment, by: User, chance: random.Random) -> object:
    latest = case.screenings.first()
    hits = [from_plain(each, PartyHit) for each in latest.facts["hits"]] if latest else []
    if not hits:
        return None
    words = {"verdict": "dismissed", "reason_code": "other_address", "text": "In another town."}
    return judge_hit(case, by=by, hit=chance.choice(hits), **words)


def hold(case: Shipment, by: User, chance: random.Random) -> object:
    until = clock.today() + timedelta(days=chance.choice([0, 9]))
    chosen = chance.choice(grounds_on("hold", clock.today()))
    return actions.hold(case, by=by, ground=chosen.code, until=until, **TOLD)


def propose(case: Shipment, by: User, chance: random.Random) -> object:
    return actions.propose_release(case, by=by, given=disposed(case), **TOLD)


def later(chance: random.Random) -> date:
    return clock.today() + timedelta(days=chance.choice([1, 90, 300]))


ORDERS: tuple[Act, ...] = (
    lambda case, by, chance: orders.order_stop(
        case, by=by, letter_no="88", ordered_by="Bureau", until=later(chance), **TOLD
    ),
    lambda case, by, chance: orders.record_reply(
        case, by=by, may_go=True, reply_no="89", reply="Let them go.", reason="Read it."
    ),
    lambda case, by, chance: orders.lift_stop(case, by=by, **TOLD),
    lambda case, by, chance: orders.propose_detention(
        case, by=by, ground="violation", goods="All", place="Hall", until=later(chance), **TOLD
    ),
    lambda case, by, chance: orders.sign_detention(case, by=by, reason="I agree with myself."),
    lambda case, by, chance: orders.decline_detention(case, by=by, reason="I do not."),
    lambda case, by, chance: orders.extend_detention(case, by=by, until=later(chance), **TOLD),
    lambda case, by, chance: orders.lift_detention(case, by=by, **TOLD),
)
INSPECTIONS: tuple[Act, ...] = (
    lambda case, by, chance: inspections.inspect(
        case,
        by=by,
        method="machine",
        extent="full",
        planned_on=clock.today(),
        place="Hall",
        **TOLD,
    ),
    lambda case, by, chance: inspections.record_inspection(
        case, by=by, inspected_on=clock.today(), findings="As told.", agrees=True, reason="Seen."
    ),
    lambda case, by, chance: inspections.sign_inspection(case, by=by, reason="Again myself."),
    lambda case, by, chance: inspections.record_laboratory(
        case, by=by, report_no="1", report="Indium.", reason="Read it."
    ),
)
ACTS: tuple[Act, ...] = (
    *ORDERS,
    *INSPECTIONS,
    dismiss,
    hold,
    propose,
    lambda case, by, chance: rescreen(case.pk, by=by),
    lambda case, by, chance: claims.claim(case, by=by),
    lambda case, by, chance: claims.unclaim(case, by=by),
    lambda case, by, chance: actions.release(case, by=by, **TOLD),
    lambda case, by, chance: actions.countersign(case, by=by, reason="I agree with myself."),
    lambda case, by, chance: actions.decline_release(case, by=by, reason="I do not."),
    lambda case, by, chance: actions.lift(case, by=by, **TOLD),
    lambda case, by, chance: questions.question(
        case, by=by, ground="parameters", materials=["contract"], **TOLD
    ),
    lambda case, by, chance: questions.extend_question(case, by=by, days=1, **TOLD),
    lambda case, by, chance: questions.ask_supplement(case, by=by, materials=["contract"], **TOLD),
    lambda case, by, chance: questions.refer_question(case, by=by, **TOLD),
    lambda case, by, chance: questions.record_appraisal(
        case, by=by, result="not_controlled", letter_no="88", reason="Read it."
    ),
    lambda case, by, chance: questions.end_question(case, by=by, **TOLD),
    lambda case, by, chance: actions.grant_withdrawal(case, by=by, **TOLD),
    lambda case, by, chance: actions.refuse_withdrawal(case, by=by, **TOLD),
    lambda case, by, chance: released.propose_recall(case, by=by, **TOLD),
    lambda case, by, chance: released.countersign_recall(case, by=by, reason="Again myself."),
)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_no_order_of_moves_lets_one_officer_release_it(
    grave: Shipment, officer: User, seed: int
) -> None:
    User.objects.filter(pk=officer.pk).update(is_head=seed % 2 == 1)
    officer.refresh_from_db()
    chance, done = random.Random(seed), 0
    for _step in range(MOVES):
        act = chance.choice(ACTS)
        grave.refresh_from_db()
        try:
            with transaction.atomic():
                act(grave, officer, chance)
            done += 1
        except (Conflict, NotAllowed, ValidationError):
            continue
    status = Shipment.objects.get(pk=grave.pk).status
    assert status in (Status.IN_REVIEW, Status.HELD)
    assert done, "a sequence in which nothing was allowed proves nothing"
