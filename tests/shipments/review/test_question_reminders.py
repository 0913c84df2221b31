"""Reminders of a question before, on and after its last day, and of an appraisal: once each."""

from datetime import UTC, datetime

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.declare.actions import answer_hold
from shipments.models import Shipment
from shipments.review import questions
from shipments.review.reminders import remind
from tests.shipments.review.test_questions import TOLD, asked, shipment

__all__ = ["shipment"]


def test_reminders_come_once_each_and_anew_for_an_extended_term(
    shipment: Shipment, officer: User
) -> None:
    with clock.at(datetime(2026, 11, 25, 3, tzinfo=UTC)):
        asked(shipment, officer)
    given = []
    # due on Friday, 4 December; two working days before is the 2nd
    for day in (1, 2, 2, 4, 4):
        with clock.at(datetime(2026, 12, day, 3, tzinfo=UTC)):
            given.append(remind())
    with clock.at(datetime(2026, 12, 4, 4, tzinfo=UTC)):
        questions.extend_question(shipment, by=officer, days=1, **TOLD)
    for day in (4, 7, 8, 9):
        with clock.at(datetime(2026, 12, day, 5, tzinfo=UTC)):
            given.append(remind())
    assert given == [0, 1, 0, 1, 0, 1, 1, 1, 0]
    verbs = Event.objects.filter(verb__startswith="question_").order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == [
        "question_due_soon",
        "question_due_today",
        "question_due_soon",
        "question_due_today",
        "question_overdue",
    ]


def test_a_pending_appraisal_is_recalled_to_mind_every_twenty_working_days(
    shipment: Shipment, officer: User, exporter: User
) -> None:
    with clock.at(datetime(2026, 11, 2, 3, tzinfo=UTC)):
        asked(shipment, officer)
        answer_hold(shipment, by=exporter, text="Here it is.")
        questions.refer_question(shipment, by=officer, reason="Beyond us.", message="Wait.")
    given = []
    for moment in ((11, 27), (11, 30), (12, 1), (12, 28), (12, 28)):
        with clock.at(datetime(2026, *moment, 3, tzinfo=UTC)):
            given.append(remind())
    assert given == [0, 1, 0, 1, 0]
