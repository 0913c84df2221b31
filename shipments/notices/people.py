"""To whom something about a shipment is told."""

from compliance.accounts.models import Role, User
from shipments.models import Hold, Shipment


class People:
    """Of many shipments: each office and each firm is asked for once."""

    def __init__(self) -> None:
        self._offices: dict[int | None, list[User]] = {}
        self._firms: dict[int, list[User]] = {}

    def officers_of(self, shipment: Shipment) -> list[User]:
        """Everybody who may decide the case."""
        office = shipment.office_id
        if office not in self._offices:
            officers = User.objects.filter(role=Role.OFFICER, office=office, is_active=True)
            self._offices[office] = list(officers)
        return self._offices[office]

    def second_officers_for(self, shipment: Shipment, first: User | None) -> list[User]:
        """Those who may sign what the first officer proposed."""
        barred = {first.pk if first else None, shipment.filed_by_id}
        return [officer for officer in self.officers_of(shipment) if officer.pk not in barred]

    def officer_at_work(self, shipment: Shipment, hold: Hold | None) -> list[User]:
        """Who has the case, else who held the goods, else the whole office."""
        officers = {officer.pk: officer for officer in self.officers_of(shipment)}
        for pk in (shipment.claimed_by_id, hold.decision.by_id if hold else None):
            if pk in officers:
                return [officers[pk]]
        return list(officers.values())

    def firm_of(self, shipment: Shipment) -> list[User]:
        """Everybody who may answer for the exporter: who filed may be away."""
        firm = shipment.exporter_id
        if firm not in self._firms:
            self._firms[firm] = list(User.objects.filter(exporter=firm, is_active=True))
        return self._firms[firm]

    def filer_of(self, shipment: Shipment) -> list[User]:
        """Who filed the declaration, or the firm where that person has left."""
        filer = shipment.filed_by_id or shipment.created_by_id
        firm = self.firm_of(shipment)
        return [person for person in firm if person.pk == filer] or firm
