"""Reminders of questions: before the term ends, on its last day, when it is over, and while an
appraisal lasts. Each is an event of the question, given once; whoever sends messages reads them."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from compliance import clock
from compliance.audit.log import record
from compliance.codes.calendar import add_working_days, working_days_between
from compliance.policy.versions import policy_on
from shipments.models import Question, StepKind
from shipments.moves import Status

DAYS_BEFORE = 2
DUE_SOON, DUE_TODAY, OVERDUE, APPRAISAL = (
    "question_due_soon",
    "question_due_today",
    "question_overdue",
    "appraisal_pending",
)


def remind() -> int:
    """Give every reminder that is due and was not given; how many were."""
    today = clock.today()
    return sum(_given(question, today) for question in _to_look_at(today))


def _to_look_at(today: date) -> QuerySet[Question]:
    """Open questions whose term ends soon or is over without an answer, or that are appraised."""
    soon = add_working_days(today, DAYS_BEFORE, policy_on(today).calendar)
    unanswered = Q(hold__answered_at__isnull=True, hold__until__lte=soon)
    appraised = Q(hold__with_ministry_since__isnull=False)
    rows = Question.objects.filter(unanswered | appraised, hold__lifted_at__isnull=True)
    rows = rows.filter(hold__shipment__status=Status.HELD)
    return rows.select_related("hold__shipment").prefetch_related("steps").order_by("pk")


def _given(question: Question, today: date) -> bool:
    """Whether one was given now; another worker may have been faster."""
    verb, mark = next(_due(question, today), ("", ""))
    if not mark:
        return False
    with transaction.atomic():
        _step, is_new = question.steps.get_or_create(
            mark=mark, defaults={"kind": StepKind.REMINDED, "at": clock.now()}
        )
        if is_new:
            until = question.hold.until.isoformat()
            record(verb, by=None, subject=question.hold.shipment.subject, until=until)
    return is_new


def _due(question: Question, today: date) -> Iterator[tuple[str, str]]:
    """The reminder for today: an extended term is another term, a long appraisal is one anew."""
    policy, until = policy_on(today), question.hold.until
    if question.referred_on:
        lasted = working_days_between(question.referred_on, today, policy.calendar)
        times = lasted // policy.appraisal_reminder_days
        if times and question.hold.with_ministry_since:
            yield APPRAISAL, f"{APPRAISAL}:{times}"
    elif today > until:
        yield OVERDUE, f"{OVERDUE}:{until}"
    elif today == until:
        yield DUE_TODAY, f"{DUE_TODAY}:{until}"
    else:
        yield DUE_SOON, f"{DUE_SOON}:{until}"
