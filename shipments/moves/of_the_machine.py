"""The machine's own moves, after a screening; an officer, too, may have a case screened again."""

from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Role
from shipments.moves.guards import not_taken
from shipments.moves.row import Decided, row
from shipments.moves.statuses import OPEN, Status

RELEASE_PAPERS = ("declaration", "end_use_certificate", "release_notice")

MACHINE_MOVES = {
    "clear": row(
        Role.SYSTEM,
        {Status.SCREENING},
        target=Status.RELEASED,
        name=_("Released by the system"),
        decided=Decided.NOW,
        stores_run=True,
        draws_licences=True,
        papers=RELEASE_PAPERS,
    ),
    "flag": row(
        Role.SYSTEM,
        {Status.SCREENING},
        target=Status.IN_REVIEW,
        name=_("Sent to review"),
        decided=Decided.NOT_YET,
        stores_run=True,
    ),
    "rescreen": row(
        {Role.OFFICER, Role.SYSTEM},
        OPEN,
        name=_("Screened again"),
        guards=(not_taken,),
        stores_run=True,
    ),
}
