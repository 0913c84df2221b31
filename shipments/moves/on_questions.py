"""What an officer does with a question (质疑): ask, extend, refer it, give its result."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from shipments.moves.guards import hold_may_end, not_taken
from shipments.moves.inspection_guards import inspection_done
from shipments.moves.order_guards import not_detained, not_stopped
from shipments.moves.question_guards import (
    another_frees,
    appraisal_awaited,
    may_be_extended,
    may_be_freed,
    may_be_referred,
    may_be_refused,
    may_be_supplemented,
    no_question,
)
from shipments.moves.row import Asks, Claim, Decided, OpenEnd, Page, by_officer
from shipments.moves.statuses import OPEN, Status

MOVES_ON_QUESTIONS = {
    "question": by_officer(
        OPEN,
        target=Status.HELD,
        name=_("Questioned"),
        guards=(not_taken, no_question, inspection_done, not_stopped, not_detained, hold_may_end),
        closes=OpenEnd,
        claim=Claim.TAKEN,
        decided=Decided.NOW,
        papers=("question_notice",),
        tells_exporter=True,
        page=Page(
            label=capfirst(_("question")),
            done=_("The goods are questioned."),
            hint=_(
                "For goods without a licence that may be controlled. The exporter gets the notice "
                "and answers within the policy's working days; nothing is released meanwhile."
            ),
            asks=Asks.QUESTION,
        ),
    ),
    "extend_question": by_officer(
        {Status.HELD},
        name=_("Term to answer extended"),
        guards=(not_taken, may_be_extended),
        tells_exporter=True,
        page=Page(
            label=_("Extend the term to answer"),
            done=_("The exporter has more time."),
            hint=_("Once, before the question is answered, and by no more than the policy allows."),
            asks=Asks.EXTENSION,
        ),
    ),
    "ask_supplement": by_officer(
        {Status.HELD},
        name=_("Supplement asked for"),
        guards=(not_taken, may_be_supplemented),
        papers=("supplement_notice",),
        tells_exporter=True,
        page=Page(
            label=_("Ask to supplement the answer"),
            done=_("The exporter is asked to supplement the answer."),
            hint=_("Where the answer does not suffice. The goods stay; no term begins anew."),
            asks=Asks.SUPPLEMENT,
        ),
    ),
    "refer_question": by_officer(
        {Status.HELD},
        name=_("Referred for appraisal"),
        guards=(not_taken, may_be_referred),
        claim=Claim.ENDS,
        papers=("question_result",),
        tells_exporter=True,
        page=Page(
            label=_("Refer to the ministry for appraisal"),
            done=_("The question waits for the ministry's appraisal."),
            hint=_("Where customs cannot tell. No term ends an appraisal; the goods stay."),
            asks=Asks.MESSAGE,
        ),
    ),
    "record_appraisal": by_officer(
        {Status.HELD},
        name=_("Appraisal recorded"),
        guards=(not_taken, appraisal_awaited),
        page=Page(
            label=_("Record the appraisal"),
            done=_("The appraisal is recorded."),
            hint=_("What the ministry's letter says. It decides nothing yet."),
            asks=Asks.APPRAISAL,
        ),
    ),
    "end_question": by_officer(
        {Status.HELD},
        target=Status.IN_REVIEW,
        name=_("Question ended: no licence needed"),
        guards=(not_taken, may_be_freed, another_frees),
        closes=OpenEnd,
        claim=Claim.TAKEN,
        decided=Decided.NOW,
        papers=("question_result",),
        tells_exporter=True,
        page=Page(
            label=_("End the question: no licence needed"),
            done=_("The question has its result; the case is in review."),
            hint=_("The exporter gets the result notice. The release is a decision of its own."),
            asks=Asks.MESSAGE,
        ),
    ),
    "refuse_question": by_officer(
        {Status.HELD},
        target=Status.REFUSED,
        name=_("Question ended: a licence is needed"),
        kept_as="refuse",
        guards=(not_taken, may_be_refused),
        closes=OpenEnd,
        claim=Claim.ENDS,
        decided=Decided.NOW,
        returns_licences=True,
        papers=("question_result", "refusal_notice"),
        tells_exporter=True,
        page=Page(
            label=_("End the question: licence needed, refuse"),
            done=_("The shipment is refused."),
            hint=_("The exporter gets the result and the refusal. This cannot be undone."),
            asks=Asks.MESSAGE,
            style="button--danger",
        ),
    ),
}
