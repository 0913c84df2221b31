"""End-use statements as a ledger: what the exporter's declarations use of each."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse

from compliance.law.declaration import Declaration
from enduse.ledger import Use
from enduse.models import EndUseStatement
from shipments.door import Passage
from shipments.models import Revision, Shipment, StatementDraw
from shipments.moves import Status


def is_filed(statement: EndUseStatement) -> bool:
    """Whether a submitted declaration rests on the statement."""
    filed = Shipment.objects.filter(statement=statement).exclude(status=Status.DRAFT)
    return filed.exists()


def draw_statement(case: Passage, revision: Revision, declaration: Declaration) -> None:
    """Enter what the submission declares on its statement.

    The statement's row is the lock: of two submissions at once the second sees the first.
    """
    if case.row.statement_id is None:
        return
    statement = EndUseStatement.objects.select_for_update().get(pk=case.row.statement_id)
    kg = sum((line.net_weight_kg for line in declaration.lines), Decimal(0))
    StatementDraw.objects.create(
        statement=statement, shipment=case.row, revision=revision, kg=kg, at=case.at
    )


def in_use_kg(statements: Collection[int]) -> dict[int, Decimal]:
    """Kilograms in use on each of those statements, by primary key; none where nothing is."""
    rows = StatementDraw.objects.in_use().filter(statement__in=statements)
    sums = rows.order_by().values_list("statement").annotate(Sum("kg"))
    return dict(sums)


def uses_of(statement: EndUseStatement) -> list[Use]:
    """Every submission on the statement, the newest first."""
    rows = statement.draws.select_related("shipment").order_by("-pk")
    in_use = set(statement.draws.in_use().values_list("pk", flat=True))
    return [
        Use(
            reference=row.shipment.reference,
            address=reverse("declare:shipment", args=[row.shipment.reference]),
            kg=row.kg,
            at=row.at,
            status=row.shipment.shown_status,
            status_label=row.shipment.shown_status_label,
            is_in_use=row.pk in in_use,
        )
        for row in rows
    ]
