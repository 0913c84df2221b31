"""The bodies of the officer's verbs on a question (质疑): notice, extension, referral, appraisal,
result. What each may and brings about stands in MOVES."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.door import Passage, move
from shipments.grounds import chosen_ground, ground_named, printed
from shipments.models import (
    AppraisalResult,
    Hold,
    HoldKind,
    PrecedentKind,
    Question,
    Shipment,
    StepKind,
)
from shipments.papers.question_notice import materials_text
from shipments.question_clock import due_of
from shipments.review.actions import remember_case
from shipments.review.terms import last_day_to_answer

BY_RESULT = "question_result"
"""The ground of the refusal that the result of a question brings about."""


def question(
    shipment: Shipment,
    *,
    by: User,
    ground: str,
    materials: Sequence[str],
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """质疑: ask whether the goods are controlled; they stay until the question has its result."""
    chosen = chosen_ground("question", ground)
    with move("question", shipment, by=by, version=version) as case:
        decision = case.decide(reason=reason, message=message, ground=chosen)
        until = last_day_to_answer()
        hold = case.hold(decision, HoldKind.QUESTION, until)
        Question.objects.create(hold=hold, ground=ground, materials=list(materials))
        case.tell(kind=hold.kind, until=until.isoformat())
        case.print_on_papers(materials=materials_text(materials), until=until.isoformat())
    return case.row


def extend_question(
    shipment: Shipment,
    *,
    by: User,
    days: int,
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """Give the exporter more working days, as many as the policy allows, and once."""
    most = policy_on(clock.today()).question_extension_days
    with move("extend_question", shipment, by=by, version=version) as case:
        if not most:
            raise Conflict(_("The policy allows no extension."))
        if not 1 <= days <= most:
            raise ValidationError(_("The policy allows 1 to %(most)s days.") % {"most": most})
        found = _open_question(case)
        case.decide(reason=reason, message=message)
        found.steps.create(kind=StepKind.EXTENDED, at=case.at, by=case.by, days=days, text=reason)
        found = Question.objects.select_related("hold").get(pk=found.pk)
        found.hold.until = due_of(found)
        found.hold.save(update_fields=["until"])
        case.tell(days=days, until=found.hold.until.isoformat())
    return case.row


def ask_supplement(
    shipment: Shipment,
    *,
    by: User,
    materials: Sequence[str],
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """补充材料: the answer does not suffice; what is asked for now joins what was asked before."""
    with move("ask_supplement", shipment, by=by, version=version) as case:
        found = _open_question(case)
        case.decide(reason=reason, message=message)
        found.materials = list(dict.fromkeys([*found.materials, *materials]))
        found.save(update_fields=["materials"])
        case.tell(materials=list(materials))
        # The ground stands there as on the notice of the question.
        ground = printed(ground_named("question", found.ground, found.asked_on))
        case.print_on_papers(materials=materials_text(materials), **ground)
    return case.row


def refer_question(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """组织鉴别: customs cannot tell, so the Ministry of Commerce appraises; no term ends that."""
    with move("refer_question", shipment, by=by, version=version) as case:
        found = _open_question(case)
        case.decide(reason=reason, message=message)
        found.steps.create(kind=StepKind.REFERRED, at=case.at, by=case.by, text=reason)
        Hold.objects.filter(pk=found.hold_id).update(with_ministry_since=case.at)
        case.print_on_papers(result="appraisal")
    return case.row


def record_appraisal(
    shipment: Shipment,
    *,
    by: User,
    result: str,
    letter_no: str,
    reason: str,
    version: int | None = None,
) -> Shipment:
    """Keep what the ministry found; the question then gets its result by a decision of its own."""
    with move("record_appraisal", shipment, by=by, version=version) as case:
        found = _open_question(case)
        case.decide(reason=reason)
        found.steps.create(
            kind=StepKind.APPRAISED,
            at=case.at,
            by=case.by,
            result=AppraisalResult(result),
            letter_no=letter_no,
            text=reason,
        )
        Hold.objects.filter(pk=found.hold_id).update(with_ministry_since=None)
        case.tell(result=result, letter_no=letter_no)
    return case.row


def end_question(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """No licence is needed: the case goes on in review, where it may be released."""
    with move("end_question", shipment, by=by, version=version) as case:
        case.decide(reason=reason, message=message)
        case.print_on_papers(result="no_licence", **_appraisal(case))
    return case.row


def refuse_question(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """A licence is needed and was not shown: no release, final for this shipment."""
    with move("refuse_question", shipment, by=by, version=version) as case:
        ground = ground_named("refuse", BY_RESULT, clock.today())
        case.decide(reason=reason, message=message, ground=ground if ground.basis else None)
        case.print_on_papers(result="licence_needed", **_appraisal(case))
        remember_case(case, PrecedentKind.REFUSED, message)
    return case.row


def _open_question(case: Passage) -> Question:
    rows = Question.objects.select_related("hold")
    return rows.get(hold__shipment=case.row, hold__lifted_at__isnull=True)


def _appraisal(case: Passage) -> dict[str, str]:
    """The number of the ministry's letter, where it appraised the goods of this question."""
    found = Question.objects.filter(hold__shipment=case.row).latest("pk")
    step = found.last(StepKind.APPRAISED)
    return {"letter_no": step.letter_no} if step else {}
