"""Flows and their monthly sums in step with the shipments, in the transaction of each move."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration, Party
from shipments.flows.contained import contained_in, purity_class
from shipments.models import Flow, FlowEntry, Revision, Shipment
from shipments.moves import Status

DIVISIONS = ("status", "exporter_id", "country", "end_user", "end_use", "material", "purity")
STORY = ("purity_percent", "consignee", "consignee_country", "need_kg", "stock_kg")
COMPARED = (*DIVISIONS, *STORY, "line", "declared_on", "basis", "net_kg", "indium_kg")

KEY_NAME = 200

Key = tuple[Any, ...]


def keep_flows(shipment: Shipment) -> bool:
    """Bring the flows of a shipment into step with where it stands; whether anything changed.

    The row must be locked. Doing it again changes nothing.
    """
    kept = list(shipment.flows.all())
    wanted = list(flows_of(shipment, _revision(shipment)))
    if signatures(kept) == signatures(wanted):
        return False
    shipment.flows.all().delete()
    Flow.objects.bulk_create(wanted)
    FlowEntry.objects.bulk_create(_entries(kept, wanted))
    return True


def flows_of(shipment: Shipment, revision: Revision | None) -> Iterator[Flow]:
    """What the shipment's flows are, unsaved: none for a draft, one a goods line otherwise."""
    if revision is None or shipment.status == Status.DRAFT:
        return
    declaration = from_plain(revision.content, Declaration)
    told = _told_of(declaration)
    for line in declaration.lines:
        contained = contained_in(line)
        yield Flow(
            shipment=shipment,
            line=line.number,
            status=shipment.status,
            declared_on=declaration.declared_on,
            exporter_id=shipment.exporter_id,
            country=declaration.final_destination,
            end_user=user_key(declaration),
            material=line.material,
            purity=purity_class(line.purity_percent),
            basis=contained.basis.value,
            purity_percent=line.purity_percent,
            net_kg=line.net_weight_kg,
            indium_kg=contained.kg,
            **told,
        )


def end_user_key(name: str, country: str) -> str:
    """One spelling for one end user: capitals, single spaces, the country in brackets; as much of
    it as a column holds."""
    return f"{' '.join(name.upper().split())[:KEY_NAME]} ({country})"


def user_key(declaration: Declaration) -> str:
    """The key of whoever uses the metal: the end user, or the consignee where none is named."""
    return _key_of(declaration.party("end_user") or declaration.party("consignee"))


def signatures(flows: Iterable[Flow]) -> list[Key]:
    """The flows as values, for comparison."""
    values = (tuple(getattr(flow, name) for name in COMPARED) for flow in flows)
    return sorted(values, key=lambda each: each[COMPARED.index("line")])


def _told_of(declaration: Declaration) -> dict[str, Any]:
    """What all lines share: the use, and who buys for whom, with which need."""
    user, consignee = declaration.party("end_user"), declaration.party("consignee")
    statement = declaration.statement
    is_another = user and consignee and _key_of(user) != _key_of(consignee)
    return {
        "end_use": statement.end_use if statement else "",
        "consignee": _key_of(consignee) if is_another else "",
        "consignee_country": consignee.country if consignee and is_another else "",
        "need_kg": statement.annual_consumption_kg if statement else None,
        "stock_kg": statement.stock_kg if statement else None,
    }


def _key_of(party: Party | None) -> str:
    return end_user_key(party.name_en or party.name_zh, party.country) if party else ""


def _revision(shipment: Shipment) -> Revision | None:
    return shipment.revisions.filter(number=shipment.revision_no).first()


def _entries(before: Iterable[Flow], after: Iterable[Flow]) -> list[FlowEntry]:
    sums: dict[Key, list[Any]] = defaultdict(lambda: [Decimal(0), Decimal(0), 0])
    for sign, flows in ((-1, before), (1, after)):
        for flow in flows:
            sum_ = sums[_key(flow)]
            sum_[0] += sign * flow.net_kg
            sum_[1] += sign * flow.indium_kg
            sum_[2] += sign
    return [
        FlowEntry(
            month=key[0],
            **dict(zip(DIVISIONS, key[1:], strict=True)),
            net_kg=net_kg,
            indium_kg=indium_kg,
            lines=lines,
        )
        for key, (net_kg, indium_kg, lines) in sums.items()
        if net_kg or indium_kg or lines
    ]


def _key(flow: Flow) -> Key:
    return (flow.declared_on.replace(day=1), *(getattr(flow, name) for name in DIVISIONS))
