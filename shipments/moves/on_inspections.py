"""What officers do about an inspection (查验): order, record, sign, add the report."""

from django.utils.translation import gettext_lazy as _

from shipments.moves.guards import hold_may_end, not_taken
from shipments.moves.inspection_guards import (
    inspection_done,
    report_awaited,
    to_be_recorded,
    to_be_signed,
)
from shipments.moves.order_guards import not_detained, not_stopped
from shipments.moves.question_guards import no_question
from shipments.moves.row import Asks, Claim, Decided, OpenEnd, Page, by_officer
from shipments.moves.statuses import OPEN, Status

MOVES_ON_INSPECTIONS = {
    "inspect": by_officer(
        OPEN,
        target=Status.HELD,
        name=_("Inspection ordered"),
        guards=(not_taken, no_question, inspection_done, not_stopped, not_detained, hold_may_end),
        closes=OpenEnd,
        claim=Claim.TAKEN,
        decided=Decided.NOW,
        papers=("inspection_notice",),
        tells_exporter=True,
        page=Page(
            label=_("Order an inspection"),
            done=_("The inspection is ordered."),
            hint=_("Two officers inspect together; the exporter is told when and where."),
            asks=Asks.INSPECTION,
        ),
    ),
    "record_inspection": by_officer(
        {Status.HELD},
        name=_("Inspection recorded"),
        guards=(not_taken, to_be_recorded),
        claim=Claim.ENDS,
        page=Page(
            label=_("Record the inspection"),
            done=_("The record waits for the other officer's signature."),
            hint=_("What was found, which samples were taken, which seals put on."),
            asks=Asks.INSPECTION_RECORD,
        ),
    ),
    "sign_inspection": by_officer(
        {Status.HELD},
        name=_("Record of the inspection signed"),
        guards=(not_taken, to_be_signed),
        papers=("inspection_record",),
        page=Page(
            label=_("Sign the record of the inspection"),
            done=_("The record is signed."),
            hint=_("You were there, and the record is true. It goes to the exporter as a paper."),
            asks=Asks.REASON,
        ),
    ),
    "record_laboratory": by_officer(
        {Status.HELD},
        name=_("Laboratory's report recorded"),
        guards=(not_taken, report_awaited),
        page=Page(
            label=_("Record the laboratory's report"),
            done=_("The report is recorded."),
            hint=_("Then the hold may be lifted, or the shipment refused."),
            asks=Asks.LABORATORY,
        ),
    ),
}
