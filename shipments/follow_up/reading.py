"""What is known of a released shipment: duties with their reports and files, and requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from shipments.follow_up.new_user import needs_two
from shipments.models import ChangeRequest, FollowUp, FollowUpReport, ReportState, Shipment
from shipments.moves import LET_GO


@dataclass(frozen=True)
class Told:
    """Duties in the order of the policy, each with its reports; requests, the newest first."""

    duties: Sequence[FollowUp] = ()
    requests: Sequence[ChangeRequest] = ()

    @cached_property
    def owed(self) -> list[FollowUp]:
        """What the exporter still has to report."""
        return [each for each in self.duties if not each.met_at and not each.is_owed_by_customs]

    @cached_property
    def filed(self) -> list[FollowUpReport]:
        """Reports that customs has not looked at."""
        reports = (report for duty in self.duties for report in duty.reports.all())
        return [report for report in reports if report.state == ReportState.FILED]

    @property
    def request(self) -> ChangeRequest | None:
        """The request that waits for customs."""
        return next((each for each in self.requests if each.decided_at is None), None)

    @cached_property
    def grant_needs_two(self) -> bool:
        """Whether two officers have to grant the request that waits."""
        return self.request is not None and needs_two(self.request)


def told_of(shipment: Shipment) -> Told:
    """All of it; nothing for goods that were not let go."""
    if shipment.status not in LET_GO:
        return Told()
    reports = FollowUpReport.objects.select_related("by", "read_by").prefetch_related("files")
    duties = shipment.follow_ups.standing().prefetch_related(Prefetch("reports", reports))
    return Told(
        duties=list(duties),
        requests=list(shipment.change_requests.select_related("by", "proposed_by", "decided_by")),
    )
