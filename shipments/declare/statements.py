"""End-use statements as a ledger: what the exporter's declarations use of each."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from django.db.models import F, Sum
from django.http import QueryDict
from django.urls import reverse

from compliance.law.declaration import Declaration
from enduse.ledger import LAST_USES, Use
from enduse.models import EndUseStatement
from shipments.door import Passage
from shipments.models import PartyRole, Revision, Shipment, StatementDraw
from shipments.moves import Status


def is_filed(statement: EndUseStatement) -> bool:
    """Whether a submitted declaration rests on the statement."""
    filed = Shipment.objects.filter(statement=statement).exclude(status=Status.DRAFT)
    drawn = statement.draws.filter(revision__number=F("shipment__revision_no"))
    return filed.exists() or drawn.exclude(shipment__status=Status.DRAFT).exists()


def draw_statements(case: Passage, revision: Revision, declaration: Declaration) -> None:
    """Enter what the submission declares on each of its statements, by the lines it covers.

    The statements' rows are the lock: of two submissions at once the second sees the first.
    """
    parts = {part.statement.number: part for part in declaration.by_statement() if part.statement}
    rows = EndUseStatement.objects.filter(exporter_id=case.row.exporter_id, number__in=parts)
    for statement in rows.select_for_update().order_by("pk"):
        lines = parts[statement.number].lines
        StatementDraw.objects.create(
            statement=statement,
            shipment=case.row,
            revision=revision,
            kg=sum((line.net_weight_kg for line in lines), Decimal(0)),
            at=case.at,
        )


def in_use_kg(statements: Collection[int]) -> dict[int, Decimal]:
    """Kilograms in use on each of those statements, by primary key; none where nothing is."""
    rows = StatementDraw.objects.in_use().filter(statement__in=statements)
    sums = rows.order_by().values_list("statement").annotate(Sum("kg"))
    return dict(sums)


def uses_of(statement: EndUseStatement) -> list[Use]:
    """The last submissions on the statement, the newest first."""
    rows = list(statement.draws.select_related("shipment").order_by("-pk")[:LAST_USES])
    shown = statement.draws.in_use().filter(pk__in=[row.pk for row in rows])
    in_use = set(shown.values_list("pk", flat=True))
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


def prefill_of(shipment: Shipment) -> str:
    """What a new statement for the draft begins with, as the query of an address."""
    lines = list(shipment.lines.all())
    parties = {party.role: party for party in shipment.parties.all()}
    end_user, consignee = parties.get(PartyRole.END_USER), parties.get(PartyRole.CONSIGNEE)
    found = {
        "end_user": end_user.end_user_id if end_user else None,
        "importer_name": consignee.name_en if consignee else "",
        "importer_address": consignee.address if consignee else "",
        "contract_no": shipment.contract_no,
        "contract_date": shipment.contract_date,
        "goods_zh": "、".join(line.name_zh for line in lines),
        "goods_en": ", ".join(line.name_en for line in lines),
        "hs_code": lines[0].hs_code if lines else "",
        "control_code": next((line.control_code for line in lines if line.control_code), ""),
        "quantity_kg": _sum(line.net_weight_kg for line in lines),
        "value": _sum(line.total_price for line in lines),
        "currency": lines[0].currency if lines else "",
    }
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in found.items() if value})
    return query.urlencode()


def _sum(amounts: Iterable[Decimal]) -> str:
    total = sum(amounts, Decimal(0))
    return f"{total.normalize():f}" if total else ""
