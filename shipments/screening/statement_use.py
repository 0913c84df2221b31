"""What other declarations use of the end-use statements that a declaration rests on."""

from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from compliance.law.declaration import Declaration
from compliance.law.facts import StatementUse
from shipments.models import Shipment, StatementDraw
from shipments.moves import LET_GO


def used_elsewhere(
    shipment: Shipment, declaration: Declaration, revision_no: int | None = None
) -> Decimal:
    """Kilograms in use on the declaration's first statement before it: by what was submitted
    earlier, or has been released meanwhile. A draft comes after everything; 0 without one."""
    statement = declaration.statement
    return _used(shipment, statement.number, revision_no) if statement else Decimal(0)


def uses_elsewhere(
    shipment: Shipment, declaration: Declaration, revision_no: int | None = None
) -> tuple[StatementUse, ...]:
    """The same of each statement, where there are several."""
    several = declaration.statements if declaration.further_statements else ()
    return tuple(
        StatementUse(each.number, _used(shipment, each.number, revision_no)) for each in several
    )


def _used(shipment: Shipment, number: str, revision_no: int | None) -> Decimal:
    draws = StatementDraw.objects.in_use()
    here = draws.filter(statement__exporter_id=shipment.exporter_id, statement__number=number)
    others = here.exclude(shipment_id=shipment.pk)
    if revision_no is not None:
        own = _own(shipment, number, revision_no).first()
        others = others.filter(Q(pk__lt=own.pk) | Q(shipment__status__in=LET_GO)) if own else others
    return others.aggregate(kg=Sum("kg"))["kg"] or Decimal(0)


def _own(shipment: Shipment, number: str, revision_no: int) -> QuerySet[StatementDraw]:
    return shipment.statement_draws.filter(revision__number=revision_no, statement__number=number)
