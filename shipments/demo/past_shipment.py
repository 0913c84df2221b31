"""One shipment of the demo's past, with what its moments left behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import sha256_of, to_plain
from compliance.law.declaration import Declaration
from compliance.law.evaluate import GREEN
from shipments.demo.two_years import PastOrder
from shipments.models import Decision, DecisionState, Revision, Screening, Shipment
from shipments.screening.runs import Run, screening_row

SCREENED, REVIEWED, LEFT = timedelta(seconds=20), timedelta(hours=5), timedelta(days=3)
LOOKED_AT = "已核对合同、发票、许可证和最终用户资料。"
GONE = "承运人确认货物已离境。"


@dataclass
class Past:
    """One shipment of the past with all that was written about it."""

    order: PastOrder
    filed_at: datetime
    filer: User
    shipment: Shipment
    declaration: Declaration
    run: Run
    officer: User

    @cached_property
    def revision(self) -> Revision:
        """What was submitted, unsaved at first."""
        return Revision(
            shipment=self.shipment,
            number=1,
            content=to_plain(self.declaration),
            sha256=sha256_of(self.declaration),
            submitted_by=self.filer,
            submitted_at=self.filed_at,
        )

    @cached_property
    def screening(self) -> Screening:
        """The one run."""
        with clock.at(self.filed_at + SCREENED):
            return screening_row(self.revision, self.run, 1)

    @cached_property
    def release(self) -> Decision | None:
        """The officer's, where the lane was not green."""
        return (
            None if self.is_green else self.decided("release", self.filed_at + REVIEWED, LOOKED_AT)
        )

    @cached_property
    def closing(self) -> Decision:
        """That the goods have left."""
        return self.decided("close", self.filed_at + LEFT, GONE)

    @property
    def is_green(self) -> bool:
        """Whether the machine released it."""
        return self.run.evaluation.lane == GREEN

    @property
    def released_at(self) -> datetime:
        """When it was let go."""
        return self.filed_at + (SCREENED if self.is_green else REVIEWED)

    def decided(self, verb: str, at: datetime, reason: str) -> Decision:
        """The officer's decision of that moment, unsaved."""
        return Decision(
            shipment=self.shipment,
            revision=self.revision,
            verb=verb,
            state=DecisionState.EFFECTIVE,
            by=self.officer,
            at=at,
            reason=reason,
        )
