"""Refusals, withdrawals from under customs and confirmed matches: remembered by what a later
shipment would share with them, so that every office finds them, whoever files where."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from compliance import clock
from compliance.law.declaration import Declaration, Party
from compliance.law.precedents import PrecedentFact
from compliance.parties.names import name_key
from shipments.models import Precedent, PrecedentKind, Shipment

BUYERS = ("consignee", "end_user")
HEADING = 6
"""Goods are the same by the six digits that all countries share: the last four are a choice."""


def remember(
    shipment: Shipment, kind: PrecedentKind, *, declaration: Declaration, ground: str, ref: str = ""
) -> Precedent:
    """Keep it inside the caller's transaction; `ref` limits it to one party of the declaration."""
    parties = [party for party in declaration.parties if party.ref == ref] if ref else None
    office = shipment.office
    if office is None:
        raise ValueError("only what was submitted to an office becomes a precedent")
    return Precedent.objects.create(
        shipment=shipment,
        office=office,
        kind=kind,
        at=clock.now(),
        ground=ground,
        keys=sorted(set(keys_of(declaration, parties))),
    )


def precedents_for(shipment: Shipment, declaration: Declaration) -> tuple[PrecedentFact, ...]:
    """What is remembered that this declaration shares a contract, a buyer or goods with."""
    own = set(keys_of(declaration))
    rows = Precedent.objects.filter(keys__overlap=sorted(own)).exclude(shipment=shipment)
    found = rows.select_related("office", "shipment").order_by("at", "id")
    return tuple(_fact(row, own) for row in found)


def keys_of(declaration: Declaration, parties: Iterable[Party] | None = None) -> Iterator[str]:
    """`contract:…` of the exporter, `party:…` and `number:…` of each buyer, `goods:…` for it.

    With `parties` only those, whatever their role, and no contract.
    """
    if parties is None and declaration.contract_no:
        yield f"contract:{declaration.exporter.uscc}:{name_key(declaration.contract_no)}"
    buyers = [each for each in declaration.parties if each.role in BUYERS]
    for party in buyers if parties is None else parties:
        for name in map(name_key, party.names):
            yield f"party:{name}"
            yield from (f"goods:{name}:{line.hs_code[:HEADING]}" for line in declaration.lines)
        if party.registration_no:
            yield f"number:{party.country}:{name_key(party.registration_no)}"


def _fact(row: Precedent, own: set[str]) -> PrecedentFact:
    shared = {key.partition(":")[0] for key in own.intersection(row.keys)}
    return PrecedentFact(
        kind=row.kind,
        reference=row.shipment.reference,
        on=timezone.localdate(row.at),
        office=row.office.code,
        ground=row.ground,
        shared=tuple(sorted(shared)),
    )
