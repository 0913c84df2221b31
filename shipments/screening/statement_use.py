"""What other declarations use of the end-use statement that a declaration rests on."""

from django.db.models import Q, QuerySet

from shipments.models import Shipment, StatementDraw
from shipments.moves import LET_GO


def draws_elsewhere(shipment: Shipment, revision_no: int | None = None) -> QuerySet[StatementDraw]:
    """What is in use on the shipment's statement before it: by what was submitted earlier, or has
    been released meanwhile. A draft comes after everything; nothing without a statement."""
    others = StatementDraw.objects.in_use().filter(statement_id=shipment.statement_id)
    others = others.exclude(shipment_id=shipment.pk)
    if revision_no is None:
        return others
    own = shipment.statement_draws.filter(revision__number=revision_no).first()
    return others.filter(Q(pk__lt=own.pk) | Q(shipment__status__in=LET_GO)) if own else others
