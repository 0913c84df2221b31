"""What an officer does after the gate: read reports, visit, decide on changes of use or user."""

from django.utils.translation import gettext_lazy as _

from shipments.moves.follow_up_guards import (
    another_would_grant,
    change_asked,
    one_may_grant,
    report_waits,
    two_have_to_grant,
)
from shipments.moves.row import Asks, Page, by_officer
from shipments.moves.statuses import LET_GO

MOVES_ON_FOLLOW_UP = {
    "accept_report": by_officer(
        LET_GO,
        name=_("Report accepted"),
        guards=(report_waits,),
        tells_exporter=True,
        page=Page(
            label=_("Accept a report"),
            done=_("The report is accepted."),
            hint=_("What is reported fits what was declared, and its papers bear it out."),
            asks=Asks.REPORT,
        ),
    ),
    "question_report": by_officer(
        LET_GO,
        name=_("Report questioned"),
        guards=(report_waits,),
        tells_exporter=True,
        page=Page(
            label=_("Question a report"),
            done=_("The exporter has to report anew."),
            hint=_("The report is owed again, within the policy's working days."),
            asks=Asks.BETTER_REPORT,
        ),
    ),
    "record_visit": by_officer(
        LET_GO,
        name=_("Visit recorded"),
        page=Page(
            label=_("Record a visit"),
            done=_("The visit is recorded."),
            hint=_("On site at the end user, with the consent the law asks for."),
            asks=Asks.VISIT,
        ),
    ),
    "grant_change": by_officer(
        LET_GO,
        name=_("Change of use or user granted"),
        guards=(change_asked, one_may_grant),
        papers=("change_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Grant the change"),
            done=_("The change is granted."),
            hint=_("From now on reports may name the new use or user."),
            asks=Asks.CHANGE,
        ),
    ),
    "propose_grant": by_officer(
        LET_GO,
        name=_("Grant of a change proposed"),
        guards=(change_asked, two_have_to_grant),
        page=Page(
            label=_("Propose to grant the change"),
            done=_("The grant waits for a second officer."),
            hint=_("The new use or user is one that two officers have to agree to."),
            asks=Asks.GRANT,
        ),
    ),
    "countersign_grant": by_officer(
        LET_GO,
        name=_("Change of use or user granted"),
        guards=(change_asked, another_would_grant),
        papers=("change_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Countersign the grant"),
            done=_("The change is granted."),
            hint=_("With your signature reports may name the new use or user."),
            asks=Asks.CHANGE,
        ),
    ),
    "refuse_change": by_officer(
        LET_GO,
        name=_("Change of use or user refused"),
        guards=(change_asked,),
        papers=("change_decision",),
        tells_exporter=True,
        page=Page(
            label=_("Refuse the change"),
            done=_("The change is refused."),
            hint=_("User and use stay as declared."),
            asks=Asks.NO_CHANGE,
        ),
    ),
}
