"""Whatever one officer does, in whatever order, and whatever the exporter answers meanwhile: a case
with a grave finding does not leave."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from compliance.refusals import Conflict, NotAllowed
from shipments.declare.actions import (
    answer_hold,
    request_amendment,
    request_withdrawal,
    submit,
    supplement_answer,
)
from shipments.declare.handed_in import add_papers
from shipments.grounds import grounds_on
from shipments.licences.actions import register, revoke
from shipments.licences.edition_actions import bring_in, put_in_force, take_over
from shipments.licences.edition_work import read_edition
from shipments.models import Licence, RegisterEdition, Shipment
from shipments.moves import LET_GO
from shipments.review import actions, claims, follow_up, inspections, orders, questions, released
from shipments.review.match_verdicts import judge_hit
from shipments.review.notes import write_note
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, a_listed_case, disposed, freeze
from tests.shipments.licences.registers import a_file, a_row

SEQUENCES, MOVES = 15, 18
TOLD = {"reason": "Compared with the contract.", "message": "Nothing is missing."}
Act = Callable[[Shipment, User, random.Random], object]


@pytest.fixture
def grave(exporter: User, prc_lists: None) -> Shipment:
    shipment = a_listed_case(exporter)
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
WISH = {"ground": "mistake", "reason": "The wrong goods."}


def resubmit(case: Shipment, by: User, chance: random.Random) -> object:
    """Returned to the exporter, it comes back as it was."""
    submit(case, by=case.created_by, expected_revision=case.revision_no)
    return screen(case.pk)


EXPORTERS: tuple[Act, ...] = (
    lambda case, by, chance: answer_hold(case, by=case.created_by, text="Nothing is controlled."),
    lambda case, by, chance: supplement_answer(case, by=case.created_by, text=f"{chance.random()}"),
    lambda case, by, chance: request_withdrawal(case, by=case.created_by, **WISH),
    lambda case, by, chance: request_amendment(case, by=case.created_by, **WISH),
    lambda case, by, chance: add_papers(
        case, by=case.created_by, text=f"Our letter {chance.random()}.", files=[], kinds=[]
    ),
    resubmit,
)
AFTER_THE_GATE: tuple[Act, ...] = (
    lambda case, by, chance: released.grant_amendment(case, by=by, **TOLD),
    lambda case, by, chance: released.refuse_amendment(case, by=by, **TOLD),
    lambda case, by, chance: released.close(
        case, by=by, reason="Gone.", departed_on=clock.today(), report_no="MFT1"
    ),
    lambda case, by, chance: follow_up.grant_change(case, by=by, reason="Known."),
    lambda case, by, chance: follow_up.propose_grant(case, by=by, reason="Known."),
    lambda case, by, chance: follow_up.countersign_grant(case, by=by, reason="Again myself."),
)


def register_what_is_cited(case: Shipment, by: User, chance: random.Random) -> object:
    """As the declaration would like it to be; a number is entered once."""
    line = case.lines.earliest("number")
    if Licence.objects.filter(number=line.licence_no).exists():
        return None
    return register(
        by=by,
        number=line.licence_no,
        kind=line.licence_kind,
        holder_uscc=case.exporter.uscc,
        valid_from=clock.today() - timedelta(days=chance.choice([1, 300])),
        valid_until=clock.today() + timedelta(days=60),
        quantity_kg=Decimal(10_000),
        uses=12,
    )


def bring_a_register_in(case: Shipment, by: User, chance: random.Random) -> object:
    row = a_row(case.exporter.uscc, case.lines.earliest("number").licence_no)
    told = {"filename": "r.csv", "as_of": clock.today(), "source": "Myself"}
    return read_edition(bring_in(a_file(row), by=by, **told).pk)


LICENCES: tuple[Act, ...] = (
    register_what_is_cited,
    bring_a_register_in,
    lambda case, by, chance: put_in_force(RegisterEdition.objects.latest("pk"), by=by),
    lambda case, by, chance: take_over(Licence.objects.latest("pk"), by=by),
    lambda case, by, chance: revoke(Licence.objects.latest("pk"), by=by, reason="Void."),
)
ACTS: tuple[Act, ...] = (
    *ORDERS,
    *INSPECTIONS,
    *EXPORTERS,
    *AFTER_THE_GATE,
    *LICENCES,
    dismiss,
    hold,
    propose,
    lambda case, by, chance: rescreen(case.pk, by=by),
    lambda case, by, chance: claims.claim(case, by=by),
    lambda case, by, chance: claims.assign(case, to=by, by=by),
    lambda case, by, chance: write_note(case, by=by, text=f"To myself: {chance.random()}."),
    lambda case, by, chance: claims.unclaim(case, by=by),
    lambda case, by, chance: actions.release(case, by=by, **TOLD),
    lambda case, by, chance: actions.countersign(case, by=by, reason="I agree with myself."),
    lambda case, by, chance: actions.decline_release(case, by=by, reason="I do not."),
    lambda case, by, chance: actions.lift(case, by=by, **TOLD),
    lambda case, by, chance: actions.return_for_correction(case, by=by, **TOLD),
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
    lambda case, by, chance: released.decline_recall(case, by=by, reason="I do not."),
)

REFUSALS = (Conflict, NotAllowed, ValidationError)
ENDS: tuple[Act, ...] = (
    lambda case, by, chance: rescreen(case.pk, by=by),
    lambda case, by, chance: actions.release(case, by=by, **TOLD),
    propose,
    lambda case, by, chance: actions.countersign(case, by=by, reason="I agree with myself."),
)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_no_order_of_moves_lets_one_officer_release_it(
    grave: Shipment, officer: User, seed: int
) -> None:
    User.objects.filter(pk=officer.pk).update(is_head=seed % 2 == 1)
    officer.refresh_from_db()
    assert tried(grave, officer, ACTS, seed), "where nothing was allowed nothing is proved"


@pytest.fixture
def of_a_past_year(exporter: User, prc_lists: None) -> Shipment:
    """Really screened; what holds it is the year of a licence that nobody has entered."""
    draft = a_draft(exporter)
    number = f"{clock.today().year - 2:02d}"[-2:] + "-53-000149"
    draft.lines.update(licence_no=number)
    freeze(draft, exporter)
    screen(draft.pk)
    shipment = Shipment.objects.get(pk=draft.pk)
    assert shipment.gravity == 2
    assert "LIC-19" in shipment.rules
    return shipment


@pytest.mark.parametrize("seed", range(SEQUENCES // 3))
def test_nor_does_what_the_officer_enters_into_the_register(
    of_a_past_year: Shipment, officer: User, seed: int
) -> None:
    acts = (*LICENCES, *ENDS)
    assert tried(of_a_past_year, officer, acts, seed), "where nothing was allowed nothing is proved"


def test_nor_the_entry_alone(of_a_past_year: Shipment, officer: User) -> None:
    register_what_is_cited(of_a_past_year, officer, random.Random(0))
    rescreen(of_a_past_year.pk, by=officer)
    of_a_past_year.refresh_from_db()
    assert "LIC-19" in of_a_past_year.rules
    with pytest.raises(NotAllowed):
        actions.release(of_a_past_year, by=officer, **TOLD)


def tried(case: Shipment, officer: User, acts: tuple[Act, ...], seed: int) -> int:
    """How many of the moves were allowed, none of which let the goods go."""
    chance, done = random.Random(seed), 0
    for _step in range(MOVES):
        act = chance.choice(acts)
        case.refresh_from_db()
        try:
            with transaction.atomic():
                act(case, officer, chance)
            done += 1
        except (*REFUSALS, ObjectDoesNotExist):
            continue
        assert Shipment.objects.get(pk=case.pk).status not in LET_GO, act
    return done
