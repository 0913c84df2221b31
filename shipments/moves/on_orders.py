"""What customs does about a stop by the ministry (Decree 792 art. 22.2) and a detention 扣留
(Regulations on penalties arts. 38 to 42)."""

from django.utils.translation import gettext_lazy as _

from shipments.moves.guards import is_another, not_taken, nothing_proposed
from shipments.moves.inspection_guards import inspection_done
from shipments.moves.order_guards import (
    another_ends_it,
    detention_proposed,
    head_signs,
    not_detained,
    not_extended,
    not_stopped,
    reply_awaited,
    reply_frees,
)
from shipments.moves.question_guards import no_question
from shipments.moves.row import Asks, Claim, Decided, OpenEnd, Page, by_officer
from shipments.moves.statuses import OPEN, Status

_STOPS = {
    "order_stop": by_officer(
        OPEN,
        target=Status.HELD,
        name=_("Stopped on the ministry's notice"),
        kept_as="hold",
        guards=(not_taken, no_question, inspection_done, not_stopped, not_detained),
        closes=OpenEnd,
        claim=Claim.ENDS,
        decided=Decided.NOW,
        papers=("hold_notice",),
        page=Page(
            label=_("Stop on the ministry's notice"),
            done=_("The goods are stopped."),
            hint=_(
                "For goods about which the ministry has written. The exporter reads that they are "
                "held, not why. Only the ministry's reply ends it, by another officer."
            ),
            asks=Asks.STOP,
        ),
    ),
    "record_reply": by_officer(
        {Status.HELD},
        name=_("Ministry's reply recorded"),
        guards=(not_taken, reply_awaited),
        claim=Claim.ENDS,
        page=Page(
            label=_("Record the ministry's reply"),
            done=_("The reply is recorded."),
            hint=_("What its letter says. Another officer lifts the stop, or the goods stay."),
            asks=Asks.REPLY,
        ),
    ),
    "lift_stop": by_officer(
        {Status.HELD},
        target=Status.IN_REVIEW,
        name=_("Ministry's stop lifted"),
        kept_as="lift",
        guards=(not_taken, reply_frees),
        closes=OpenEnd,
        claim=Claim.TAKEN,
        decided=Decided.NOW,
        page=Page(
            label=_("Lift the ministry's stop"),
            done=_("The stop is lifted."),
            hint=_("By the reply that is recorded. The release is a decision of its own."),
        ),
    ),
}

_DETENTIONS = {
    "propose_detention": by_officer(
        OPEN,
        name=_("Detention proposed"),
        kept_as="sign_detention",
        guards=(
            *(not_taken, nothing_proposed, no_question, inspection_done),
            *(not_stopped, not_detained),
        ),
        claim=Claim.ENDS,
        page=Page(
            label=_("Propose to detain the goods"),
            done=_("The detention waits for the head of the office."),
            hint=_("For goods under suspicion of a violation. The head of the office signs."),
            asks=Asks.DETENTION,
        ),
    ),
    "sign_detention": by_officer(
        OPEN,
        target=Status.HELD,
        name=_("Detained"),
        guards=(
            *(detention_proposed, head_signs, is_another),
            *(no_question, not_stopped, not_detained),
        ),
        closes={OpenEnd.HOLD},
        claim=Claim.ENDS,
        decided=Decided.NOW,
        papers=("detention_notice",),
        tells_exporter=True,
        page=Page(
            label=_("Sign the detention"),
            done=_("The goods are detained."),
            hint=_("With your signature the goods are detained and the exporter gets the notice."),
            asks=Asks.REASON,
            style="button--danger",
        ),
    ),
    "decline_detention": by_officer(
        OPEN,
        name=_("Detention declined"),
        guards=(detention_proposed, head_signs, is_another),
        page=Page(
            label=_("Decline the detention"),
            done=_("You declined the detention."),
            hint=_("The case stays where it is."),
            asks=Asks.REASON,
        ),
    ),
    "extend_detention": by_officer(
        {Status.HELD},
        target=Status.HELD,
        name=_("Detention extended"),
        guards=(not_extended, head_signs),
        papers=("detention_extension",),
        tells_exporter=True,
        page=Page(
            label=_("Extend the detention"),
            done=_("The detention is extended."),
            hint=_("Once, by the head of the office, and no longer than the policy allows."),
            asks=Asks.DETENTION_EXTENSION,
        ),
    ),
    "lift_detention": by_officer(
        {Status.HELD},
        target=Status.IN_REVIEW,
        name=_("Detention lifted"),
        guards=(not_taken, another_ends_it),
        closes=OpenEnd,
        claim=Claim.TAKEN,
        decided=Decided.NOW,
        papers=("detention_end",),
        tells_exporter=True,
        page=Page(
            label=_("Lift the detention"),
            done=_("The detention is lifted."),
            hint=_("The exporter gets the notice; the case goes back to review."),
            asks=Asks.MESSAGE,
        ),
    ),
}

MOVES_ON_ORDERS = {**_STOPS, **_DETENTIONS}
