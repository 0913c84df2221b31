"""What the exporter asks of customs about a case, and owes it since the release."""

from functools import cached_property

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.declaration import Declaration
from compliance.law.policy import Policy
from shipments.access import open_amendment, open_request
from shipments.follow_up.reading import Told, told_of
from shipments.grounds import ground_labels
from shipments.models import (
    AmendmentRequest,
    Hold,
    Screening,
    Shipment,
    Supplement,
    WithdrawalRequest,
)
from shipments.moves import OPEN, Status
from shipments.moves.guards import needs_second_officer, not_on_own_evidence
from shipments.own_entries import who_entered_for
from shipments.review.runs import was_grave
from shipments.review.timeline import MOST_EVENTS


class Asked:
    """The part of a case that waits for an answer; read once."""

    shipment: Shipment
    reader: User

    @property
    def holds(self) -> list[Hold]:
        """Of the case, whether in force or ended."""
        raise NotImplementedError

    @property
    def events(self) -> list[Event]:
        """The newest of the case's."""
        raise NotImplementedError

    @property
    def policy(self) -> Policy:
        """The one the case was screened under."""
        raise NotImplementedError

    @property
    def declaration(self) -> Declaration:
        """The content customs judges."""
        raise NotImplementedError

    @property
    def screening(self) -> Screening | None:
        """The latest run over it."""
        raise NotImplementedError

    @cached_property
    def evidence_by(self) -> frozenset[int]:
        """Whose entries it may rest on; read only where one officer might release it."""
        is_light = self.shipment.status == Status.IN_REVIEW and not needs_second_officer(
            self.shipment
        )
        if not is_light or self.screening is None or not was_grave(self.screening):
            return frozenset()
        return who_entered_for(self.shipment, self.declaration)

    @property
    def why_not_released(self) -> str:
        """What keeps the reader from releasing it alone, where that is what they entered."""
        return str(not_on_own_evidence(self.reader, self) or "")

    @cached_property
    def request(self) -> WithdrawalRequest | None:
        """The exporter's wish to withdraw that waits; only what was held or released needs one."""
        shipment = self.shipment
        may_wait = shipment.status in (Status.RELEASED, Status.DRAFT) or shipment.revision_no > 1
        return open_request(shipment) if self.holds or may_wait else None

    @cached_property
    def amendment(self) -> AmendmentRequest | None:
        """The exporter's wish to amend what customs has, where it waits."""
        if self.shipment.status in OPEN and not self._has_happened("request_amendment"):
            return None
        return open_amendment(self.shipment)

    @cached_property
    def supplements(self) -> list[Supplement]:
        """What the exporter handed in unasked, the newest first."""
        if not self._has_happened("add_papers"):
            return []
        rows = self.shipment.supplements.select_related("by").prefetch_related("files")
        return list(rows.order_by("-id"))

    @property
    def asked_ground(self) -> str:
        """On what ground the exporter asks, in the words of the policy the case is read under."""
        asked = self.request or self.amendment
        return ground_labels(self.policy).get(asked.ground, asked.ground) if asked else ""

    @cached_property
    def told(self) -> Told:
        """What is owed, reported and asked for since the release."""
        return told_of(self.shipment)

    def _has_happened(self, verb: str) -> bool:
        """Read off the events at hand; where these are not all, it may have."""
        return len(self.events) >= MOST_EVENTS or any(each.verb == verb for each in self.events)
