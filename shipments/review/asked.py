"""What the exporter asks of customs about a case, and owes it since the release."""

from functools import cached_property

from compliance.law.policy import Policy
from shipments.access import open_amendment, open_request
from shipments.follow_up.reading import Told, told_of
from shipments.grounds import ground_labels
from shipments.models import AmendmentRequest, Hold, Shipment, WithdrawalRequest
from shipments.moves import Status


class Asked:
    """The part of a case that waits for an answer; read once."""

    shipment: Shipment

    @property
    def holds(self) -> list[Hold]:
        """Of the case, whether in force or ended."""
        raise NotImplementedError

    @property
    def policy(self) -> Policy:
        """The one the case was screened under."""
        raise NotImplementedError

    @cached_property
    def request(self) -> WithdrawalRequest | None:
        """The exporter's wish to withdraw that waits; only what was held or released needs one."""
        shipment = self.shipment
        may_wait = shipment.status in (Status.RELEASED, Status.DRAFT) or shipment.revision_no > 1
        return open_request(shipment) if self.holds or may_wait else None

    @cached_property
    def amendment(self) -> AmendmentRequest | None:
        """The exporter's wish to amend what was released, where it waits."""
        return open_amendment(self.shipment)

    @property
    def asked_ground(self) -> str:
        """On what ground the exporter asks, in the words of the policy the case is read under."""
        asked = self.request or self.amendment
        return ground_labels(self.policy).get(asked.ground, asked.ground) if asked else ""

    @cached_property
    def told(self) -> Told:
        """What is owed, reported and asked for since the release."""
        return told_of(self.shipment)
