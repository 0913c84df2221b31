"""The clocks of a question, computed from its events and the policy's calendar (GACC 2025 No.123).

The answer is due seven working days after the notice, later by what was added; the appraisal has no
end in the announcement, so its clock only tells how long it has lasted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance import clock
from compliance.codes.calendar import Calendar, add_working_days, working_days_between
from compliance.policy.versions import policy_on
from shipments.models import Question


def due_on(asked_on: date, extensions: Sequence[int], term: int, calendar: Calendar) -> date:
    """The last day for the answer: `term` working days from receipt, each extension after that."""
    due = add_working_days(asked_on, term, calendar)
    for days in extensions:
        due = add_working_days(due, days, calendar)
    return due


def due_of(question: Question) -> date:
    """The last day by the policy of the day on which it was asked."""
    policy = policy_on(question.asked_on)
    term = policy.question_working_days
    return due_on(question.asked_on, question.extensions, term, policy.calendar)


@dataclass(frozen=True)
class Clocks:
    """Working days as a page shows them; `left` is negative once the term is over."""

    due: date
    left: int
    appraised_for: int | None


def clocks_of(question: Question) -> Clocks:
    """How the question's clocks stand today."""
    today = clock.today()
    calendar = policy_on(question.asked_on).calendar
    since = question.referred_on
    return Clocks(
        due=question.hold.until,
        left=working_days_between(today, question.hold.until, calendar),
        appraised_for=working_days_between(since, today, calendar) if since else None,
    )
