"""To whom something about a shipment is told."""

from compliance.accounts.models import Role, User
from shipments.models import Hold, Shipment


def officers_of(shipment: Shipment) -> list[User]:
    """Everybody who may decide the case."""
    return list(User.objects.filter(role=Role.OFFICER, office=shipment.office_id, is_active=True))


def second_officers_for(shipment: Shipment, first: User | None) -> list[User]:
    """Those who may sign what the first officer proposed."""
    barred = {first.pk if first else None, shipment.filed_by_id}
    return [officer for officer in officers_of(shipment) if officer.pk not in barred]


def officer_at_work(shipment: Shipment, hold: Hold | None) -> list[User]:
    """Who has the case, else who held the goods, else the whole office."""
    officers = {officer.pk: officer for officer in officers_of(shipment)}
    for pk in (shipment.claimed_by_id, hold.decision.by_id if hold else None):
        if pk in officers:
            return [officers[pk]]
    return list(officers.values())


def firm_of(shipment: Shipment) -> list[User]:
    """Everybody who may answer for the exporter: who filed may be away."""
    return list(User.objects.filter(exporter=shipment.exporter_id, is_active=True))


def filer_of(shipment: Shipment) -> list[User]:
    """Who filed the declaration, or the firm where that person has left."""
    filer = shipment.filed_by_id or shipment.created_by_id
    firm = firm_of(shipment)
    return [person for person in firm if person.pk == filer] or firm
