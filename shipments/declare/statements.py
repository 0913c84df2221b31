"""What the exporter's declarations mean for the end-use statements they rest on."""

from enduse.models import EndUseStatement
from shipments.models import Shipment
from shipments.moves import Status


def is_filed(statement: EndUseStatement) -> bool:
    """Whether a submitted declaration rests on the statement."""
    filed = Shipment.objects.filter(statement=statement).exclude(status=Status.DRAFT)
    return filed.exists()
