"""What an officer of the shipment's office does with a case."""

from django.utils.translation import gettext_lazy as _

from shipments.moves.after_release import MOVES_AFTER_RELEASE
from shipments.moves.guards import (
    files_are_scanned,
    heads_office,
    hold_may_end,
    is_another,
    is_claimer,
    not_on_own_evidence,
    not_taken,
    nothing_proposed,
    nothing_to_correct,
    one_officer_is_enough,
    release_proposed,
    two_officers_are_needed,
    withdrawal_asked,
)
from shipments.moves.inspection_guards import inspection_done
from shipments.moves.of_the_machine import RELEASE_PAPERS
from shipments.moves.on_follow_up import MOVES_ON_FOLLOW_UP
from shipments.moves.on_inspections import MOVES_ON_INSPECTIONS
from shipments.moves.on_orders import MOVES_ON_ORDERS
from shipments.moves.on_questions import MOVES_ON_QUESTIONS
from shipments.moves.order_guards import not_detained, not_stopped
from shipments.moves.question_guards import no_question
from shipments.moves.row import Asks, Claim, Decided, OpenEnd, Page, by_officer
from shipments.moves.statuses import OPEN, Status

_ON_A_CASE = {
    "claim": by_officer(
        OPEN,
        name=_("Taken by an officer"),
        guards=(not_taken,),
        claim=Claim.TAKEN,
        raises_version=False,
    ),
    "unclaim": by_officer(
        OPEN,
        name=_("Given back to the queue"),
        guards=(is_claimer,),
        claim=Claim.ENDS,
        raises_version=False,
    ),
    "assign": by_officer(
        OPEN,
        name=_("Given to an officer"),
        guards=(heads_office,),
        claim=Claim.TAKEN,
        raises_version=False,
    ),
    "judge_hit": by_officer(
        OPEN,
        name=_("Match judged"),
        guards=(not_taken,),
        claim=Claim.TAKEN,
        raises_version=False,
    ),
    "note": by_officer(
        frozenset(Status),
        name=_("Internal note"),
        raises_version=False,
    ),
}

_RELEASES = {
    "release": by_officer(
        {Status.IN_REVIEW},
        target=Status.RELEASED,
        name=_("Released"),
        guards=(
            not_taken,
            one_officer_is_enough,
            not_on_own_evidence,
            nothing_to_correct,
            files_are_scanned,
        ),
        must_be_fresh=True,
        closes=OpenEnd,
        claim=Claim.ENDS,
        decided=Decided.NOW,
        draws_licences=True,
        papers=RELEASE_PAPERS,
        tells_exporter=True,
        page=Page(
            label=_("Release"),
            done=_("The shipment is released."),
            hint=_("The papers are issued at once. This cannot be undone."),
            style="",
        ),
    ),
    "propose_release": by_officer(
        {Status.IN_REVIEW},
        name=_("Release proposed"),
        kept_as="release",
        guards=(
            not_taken,
            two_officers_are_needed,
            nothing_proposed,
            nothing_to_correct,
            files_are_scanned,
        ),
        must_be_fresh=True,
        claim=Claim.ENDS,
        decided=Decided.NOW,
        page=Page(
            label=_("Propose release"),
            done=_("The release waits for a second officer."),
            hint=_("Say what becomes of each grave finding; a second officer reads it and signs."),
            asks=Asks.DISPOSITIONS,
            style="",
        ),
    ),
    "countersign": by_officer(
        {Status.IN_REVIEW},
        target=Status.RELEASED,
        name=_("Release countersigned"),
        guards=(release_proposed, is_another, nothing_to_correct, files_are_scanned),
        must_be_fresh=True,
        closes={OpenEnd.HOLD},
        claim=Claim.ENDS,
        decided=Decided.NOW,
        draws_licences=True,
        papers=RELEASE_PAPERS,
        page=Page(
            label=_("Countersign the release"),
            done=_("The shipment is released."),
            hint=_("With your signature the goods go and the papers are issued."),
            asks=Asks.REASON,
            style="",
        ),
    ),
    "decline_release": by_officer(
        OPEN,
        name=_("Countersignature declined"),
        guards=(release_proposed, is_another),
        claim=Claim.ENDS,
        decided=Decided.NOW,
        page=Page(
            label=_("Decline to countersign"),
            done=_("You declined to countersign."),
            hint=_("The case stays in review."),
            asks=Asks.REASON,
        ),
    ),
}

_ENDS_A_HOLD = (not_taken, no_question, inspection_done, not_stopped, not_detained, hold_may_end)

_OTHER_DECISIONS = {
    "hold": by_officer(
        OPEN,
        target=Status.HELD,
        name=_("Held"),
        guards=_ENDS_A_HOLD,
        closes=OpenEnd,
        claim=Claim.TAKEN,
        decided=Decided.NOW,
        papers=("hold_notice",),
        tells_exporter=True,
        page=Page(
            label=_("Hold"),
            done=_("The shipment is held."),
            hint=_("The exporter gets a hold notice and may answer until the day you give."),
            asks=Asks.HOLD,
        ),
    ),
    "lift": by_officer(
        {Status.HELD},
        target=Status.IN_REVIEW,
        name=_("Hold lifted"),
        guards=_ENDS_A_HOLD,
        closes=OpenEnd,
        claim=Claim.TAKEN,
        decided=Decided.NOW,
        tells_exporter=True,
        page=Page(
            label=_("Lift the hold"),
            done=_("The hold is lifted."),
            hint=_("The case goes back to review."),
        ),
    ),
    "return_for_correction": by_officer(
        OPEN,
        target=Status.DRAFT,
        name=_("Returned for correction"),
        guards=_ENDS_A_HOLD,
        closes=OpenEnd,
        claim=Claim.ENDS,
        decided=Decided.NOW,
        papers=("amendment_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Return for correction"),
            done=_("The shipment went back to the exporter."),
            hint=_(
                "The exporter corrects the declaration and submits it again; it is screened afresh."
            ),
            asks=Asks.MESSAGE,
        ),
    ),
    "refuse": by_officer(
        OPEN,
        target=Status.REFUSED,
        name=_("Refused"),
        guards=(not_taken, no_question, not_detained),
        closes=OpenEnd,
        claim=Claim.ENDS,
        decided=Decided.NOW,
        returns_licences=True,
        papers=("refusal_notice",),
        tells_exporter=True,
        page=Page(
            label=_("Refuse"),
            done=_("The shipment is refused."),
            hint=_("The exporter gets a refusal notice. This cannot be undone."),
            asks=Asks.REFUSAL,
            style="button--danger",
        ),
    ),
    "grant_withdrawal": by_officer(
        {Status.DRAFT, *OPEN, Status.RELEASED},
        target=Status.WITHDRAWN,
        name=_("Withdrawal granted"),
        guards=(withdrawal_asked, not_taken, not_stopped, not_detained),
        closes=OpenEnd,
        claim=Claim.ENDS,
        decided=Decided.NOW,
        returns_licences=True,
        papers=("withdrawal_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Grant the withdrawal"),
            done=_("The declaration is withdrawn."),
            hint=_("Every office learns of it when the same goods, contract or party come again."),
        ),
    ),
    "refuse_withdrawal": by_officer(
        {Status.DRAFT, *OPEN, Status.RELEASED},
        name=_("Withdrawal refused"),
        guards=(withdrawal_asked, not_taken),
        papers=("withdrawal_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Refuse the withdrawal"),
            done=_("The declaration stays with customs."),
            hint=_("The exporter reads your message; the case goes on."),
            asks=Asks.MESSAGE,
        ),
    ),
}

OFFICER_MOVES = {
    **_ON_A_CASE,
    **_RELEASES,
    **_OTHER_DECISIONS,
    **MOVES_ON_QUESTIONS,
    **MOVES_ON_INSPECTIONS,
    **MOVES_ON_ORDERS,
    **MOVES_AFTER_RELEASE,
    **MOVES_ON_FOLLOW_UP,
}
