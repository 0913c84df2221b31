"""What a new draft takes over from earlier ones: everything for a copy, habits for a blank one.

Which fields belong to one consignment only, and which are habits, stands in compliance.declared.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from compliance import clock
from compliance.accounts.models import User
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from enduse.models import EndUseStatement
from shipments.models import GoodsLine, Shipment, ShipmentParty

PARTY_COLUMNS = (*PARTY.copied(), "role", "position")
LINE_COLUMNS = (*LINE.copied(), "number", "brand_type", "preference")


def key_of_copy(source: Shipment, creation_key: UUID) -> UUID:
    """The key of that copy: one key of a page or program makes one copy of each declaration."""
    return uuid5(creation_key, source.reference)


def header_of_copy(source: Shipment) -> dict[str, Any]:
    """The columns of the new draft's header, with the statement where it is still valid."""
    return {**_values(source, HEADER.copied()), "statement": _still_valid(source.statement)}


def copy_rows(source: Shipment, draft: Shipment) -> None:
    """Parties and goods lines of the earlier declaration; attached papers stay behind."""
    ShipmentParty.objects.bulk_create(
        ShipmentParty(
            shipment=draft, end_user=_still_offered(party), **_values(party, PARTY_COLUMNS)
        )
        for party in source.parties.select_related("end_user")
    )
    GoodsLine.objects.bulk_create(
        GoodsLine(shipment=draft, **_values(line, LINE_COLUMNS)) for line in source.lines.all()
    )


def last_of(person: User) -> Shipment | None:
    """The declaration the person filed last."""
    own = Shipment.objects.visible_to(person).filter(filed_by=person)
    return own.filter(first_submitted_at__isnull=False).select_related("office").first()


def habits_of(person: User) -> dict[str, Any]:
    """What the person's next declaration begins with; empty for a first one."""
    last = last_of(person)
    values = _values(last, HEADER.habits()) if last else {}
    return {name: value for name, value in values.items() if value}


def _values(row: Any, columns: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in columns}


def _still_valid(statement: EndUseStatement | None) -> EndUseStatement | None:
    if statement is None or statement.end_user.archived:
        return None
    is_over = statement.valid_until and statement.valid_until < clock.today()
    return None if is_over else statement


def _still_offered(party: ShipmentParty) -> Any:
    return party.end_user if party.end_user and not party.end_user.archived else None
