"""What other declarations use of the end-use statement that a declaration rests on."""

from decimal import Decimal

from django.db.models import Q, Sum

from shipments.models import Shipment, StatementDraw
from shipments.moves import LET_GO


def used_elsewhere(shipment: Shipment, revision_no: int | None = None) -> Decimal:
    """Kilograms in use on the shipment's statement before it: by what was submitted earlier, or has
    been released meanwhile. A draft comes after everything; 0 without a statement."""
    if shipment.statement_id is None:
        return Decimal(0)
    others = StatementDraw.objects.in_use().filter(statement_id=shipment.statement_id)
    others = others.exclude(shipment_id=shipment.pk)
    if revision_no is not None:
        own = shipment.statement_draws.filter(revision__number=revision_no).first()
        others = others.filter(Q(pk__lt=own.pk) | Q(shipment__status__in=LET_GO)) if own else others
    return others.aggregate(kg=Sum("kg"))["kg"] or Decimal(0)
