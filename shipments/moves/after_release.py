"""What an officer still does with released goods: let what was declared be amended, recall them
before they leave, or close. A wish to amend is refused before the release, too; what grants it
there is the return for correction."""

from django.utils.translation import gettext_lazy as _

from shipments.moves.guards import (
    amendment_asked,
    is_another,
    not_taken,
    nothing_proposed,
    recall_proposed,
    request_decided,
)
from shipments.moves.row import Asks, Claim, Decided, OpenEnd, Page, by_officer
from shipments.moves.statuses import OPEN, Status

MOVES_AFTER_RELEASE = {
    "grant_amendment": by_officer(
        {Status.RELEASED},
        target=Status.DRAFT,
        name=_("Amendment granted"),
        guards=(amendment_asked, not_taken),
        closes={OpenEnd.PROPOSAL},
        claim=Claim.ENDS,
        decided=Decided.NOW,
        returns_licences=True,
        papers=("amendment_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Grant the amendment"),
            done=_("The exporter may amend the declaration."),
            hint=_(
                "The papers of the release become void. The exporter corrects the declaration and "
                "submits it again; it is screened afresh."
            ),
        ),
    ),
    "refuse_amendment": by_officer(
        {*OPEN, Status.RELEASED},
        name=_("Amendment refused"),
        guards=(amendment_asked, not_taken),
        papers=("amendment_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Refuse the amendment"),
            done=_("The declaration stays as it is."),
            hint=_("The exporter reads your message; nothing else changes."),
            asks=Asks.MESSAGE,
        ),
    ),
    "propose_recall": by_officer(
        {Status.RELEASED},
        name=_("Recall proposed"),
        kept_as="countersign_recall",
        guards=(nothing_proposed,),
        page=Page(
            label=_("Propose to recall the release"),
            done=_("The recall waits for a second officer."),
            hint=_("For goods that have not left yet. A second officer has to sign."),
            asks=Asks.MESSAGE,
        ),
    ),
    "countersign_recall": by_officer(
        {Status.RELEASED},
        target=Status.HELD,
        name=_("Release recalled"),
        guards=(recall_proposed, is_another),
        claim=Claim.ENDS,
        decided=Decided.NOW,
        returns_licences=True,
        papers=("recall_notice",),
        tells_exporter=True,
        page=Page(
            label=_("Countersign the recall"),
            done=_("The release is recalled."),
            hint=_("The papers of the release become void and the goods are held."),
            asks=Asks.REASON,
            style="button--danger",
        ),
    ),
    "decline_recall": by_officer(
        {Status.RELEASED},
        name=_("Recall declined"),
        guards=(recall_proposed, is_another),
        page=Page(
            label=_("Decline the recall"),
            done=_("You declined the recall."),
            hint=_("The release stands."),
            asks=Asks.REASON,
        ),
    ),
    "close": by_officer(
        {Status.RELEASED},
        target=Status.CLOSED,
        name=_("Closed"),
        guards=(nothing_proposed, request_decided),
        claim=Claim.ENDS,
        decided=Decided.NOW,
        papers_stand=True,
        tells_exporter=True,
        page=Page(
            label=_("Close"),
            done=_("The shipment is closed."),
            hint=_("The goods have left the country: say by what that is known."),
            asks=Asks.DEPARTURE,
        ),
    ),
}
