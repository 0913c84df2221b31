"""What an exporter's filer does with a shipment."""

from django.utils.translation import gettext_lazy as _

from shipments.moves.follow_up_guards import no_change_asked, something_owed
from shipments.moves.guards import needs_consent, never_held, nothing_asked
from shipments.moves.question_guards import may_be_supplemented
from shipments.moves.row import Claim, Decided, OpenEnd, by_exporter
from shipments.moves.statuses import LET_GO, OPEN, Status

EXPORTER_MOVES = {
    "edit": by_exporter({Status.DRAFT}, name=_("Draft changed"), event="edit_section"),
    "submit": by_exporter(
        {Status.DRAFT},
        target=Status.SCREENING,
        name=_("Submitted"),
        decided=Decided.NOT_YET,
    ),
    "withdraw": by_exporter(
        {Status.DRAFT, Status.SCREENING, *OPEN},
        target=Status.WITHDRAWN,
        name=_("Withdrawn"),
        guards=(never_held,),
        closes={OpenEnd.PROPOSAL},
        claim=Claim.ENDS,
        decided=Decided.NOW,
    ),
    "request_withdrawal": by_exporter(
        {Status.DRAFT, *OPEN, Status.RELEASED},
        name=_("Withdrawal asked for"),
        guards=(needs_consent, nothing_asked),
    ),
    "request_amendment": by_exporter(
        {*OPEN, Status.RELEASED},
        name=_("Amendment asked for"),
        guards=(nothing_asked,),
    ),
    "answer": by_exporter({Status.HELD}, name=_("Hold answered")),
    "supplement": by_exporter(
        {Status.HELD},
        name=_("Answer supplemented"),
        guards=(may_be_supplemented,),
    ),
    "add_papers": by_exporter(OPEN, name=_("Papers handed in")),
    "report": by_exporter(LET_GO, name=_("Report after release filed"), guards=(something_owed,)),
    "request_change": by_exporter(
        LET_GO,
        name=_("Change of use or user asked for"),
        guards=(no_change_asked,),
    ),
}
