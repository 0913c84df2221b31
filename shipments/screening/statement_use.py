"""What other declarations use of the end-use statements that a declaration rests on."""

from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from compliance.law.declaration import Declaration
from compliance.law.facts import StatementUse
from shipments.models import Shipment, StatementDraw
from shipments.moves import LET_GO


def draws_elsewhere(
    shipment: Shipment, number: str, revision_no: int | None = None
) -> QuerySet[StatementDraw]:
    """What is in use on the exporter's statement of that number before the shipment: by what was
    submitted earlier, or has been released meanwhile. A draft comes after everything."""
    draws = StatementDraw.objects.in_use().exclude(shipment_id=shipment.pk)
    others = draws.filter(statement__exporter_id=shipment.exporter_id, statement__number=number)
    if revision_no is None:
        return others
    mine = shipment.statement_draws.filter(revision__number=revision_no, statement__number=number)
    own = mine.first()
    return others.filter(Q(pk__lt=own.pk) | Q(shipment__status__in=LET_GO)) if own else others


def uses_elsewhere(
    shipment: Shipment, declaration: Declaration, revision_no: int | None = None
) -> tuple[StatementUse, ...]:
    """Kilograms of each statement, where there are several."""
    if not declaration.further_statements:
        return ()
    sums = (
        (each.number, draws_elsewhere(shipment, each.number, revision_no).aggregate(kg=Sum("kg")))
        for each in declaration.all_statements
    )
    return tuple(StatementUse(number, found["kg"] or Decimal(0)) for number, found in sums)
