"""A declaration as it now stands: the revision customs has, or the draft."""

from compliance import clock
from compliance.law.declaration import Declaration
from shipments.declare.freezing import declaration_of
from shipments.frozen import declaration_in
from shipments.models import Shipment
from shipments.moves import Status


def declaration_now(shipment: Shipment) -> Declaration:
    """The frozen value of the last revision; of a draft, what it would be if it were submitted."""
    revision = shipment.revisions.order_by("-number").first()
    if revision is None or shipment.status == Status.DRAFT:
        return declaration_of(shipment, shipment.revision_no + 1, clock.today())
    return declaration_in(revision)
