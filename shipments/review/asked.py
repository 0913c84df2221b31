"""What the exporter asks of customs about a case, and owes it since the release."""

from functools import cached_property

from shipments.access import open_amendment, open_request
from shipments.follow_up.reading import Told, told_of
from shipments.grounds import words_of
from shipments.models import AmendmentRequest, Hold, Shipment, WithdrawalRequest


class Asked:
    """The part of a case that waits for an answer; read once."""

    shipment: Shipment

    @property
    def holds(self) -> list[Hold]:
        """Of the case, whether in force or ended."""
        raise NotImplementedError

    @cached_property
    def request(self) -> WithdrawalRequest | None:
        """The exporter's wish to withdraw that waits; only what was held or released needs one."""
        shipment = self.shipment
        was_decided = self.holds or shipment.decided_at or shipment.revision_no > 1
        return open_request(shipment) if was_decided else None

    @cached_property
    def amendment(self) -> AmendmentRequest | None:
        """The exporter's wish to amend what was released, where it waits."""
        return open_amendment(self.shipment)

    @property
    def asked_ground(self) -> str:
        """On what ground the exporter asks, in the words of that day."""
        return words_of(self.request or self.amendment)

    @cached_property
    def told(self) -> Told:
        """What is owed, reported and asked for since the release."""
        return told_of(self.shipment)
