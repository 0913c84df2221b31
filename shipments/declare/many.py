"""Many drafts at once: each declaration judged by itself, the good ones written together.

Judging takes its time and holds no lock; writing is one short transaction, however many they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from compliance.accounts.models import Exporter, User
from compliance.audit.log import record
from shipments.declare.actions import beginning_of, exporter_of, require_room
from shipments.declare.intake import judged
from shipments.models import GoodsLine, Shipment, ShipmentParty

FILLED = 1
"""The version of a draft that was made and filled in by one act."""


@dataclass(frozen=True)
class NewDraft:
    """A draft with its rows, right in every value and not stored yet."""

    shipment: Shipment
    parties: tuple[ShipmentParty, ...]
    lines: tuple[GoodsLine, ...]


class Judge:
    """Judges one person's declarations; what all of them begin with is read once."""

    def __init__(self, by: User) -> None:
        self._beginning = beginning_of(by)

    def draft_of(self, key: UUID, content: Mapping[str, Any]) -> NewDraft:
        """The draft of a declaration in the shape of the API. Raises WrongContent, and Conflict
        for more rows than a declaration can have."""
        shipment = Shipment(creation_key=key, version=FILLED, **self._beginning)
        intake = judged(shipment, content)
        places: dict[str, int] = {}
        parties = tuple(form.save(commit=False) for form in intake.parties)
        for party in parties:
            places[party.role] = places.get(party.role, 0) + 1
            party.shipment, party.position = shipment, places[party.role]
        lines = tuple(form.save(commit=False) for form in intake.lines)
        for number, line in enumerate(lines, start=1):
            line.shipment, line.number = shipment, number
        return NewDraft(shipment, parties, lines)


def known_drafts(keys: Sequence[UUID], *, by: User) -> dict[UUID, Shipment]:
    """The drafts of the person's exporter that those keys made before. Raises NotAllowed for
    anyone but an exporter's filer."""
    own = Shipment.objects.filter(exporter=exporter_of(by), creation_key__in=keys)
    return {row.creation_key: row for row in own}


def write(drafts: Sequence[NewDraft], *, by: User) -> dict[UUID, Shipment]:
    """Store drafts, one event each; a key that made one before gives that one.

    Raises Conflict where the exporter has no room for all of them; then none is stored.
    """
    exporter = exporter_of(by)
    with transaction.atomic():
        Exporter.objects.select_for_update(no_key=True).get(pk=exporter.pk)
        found = known_drafts([each.shipment.creation_key for each in drafts], by=by)
        new = [each for each in drafts if each.shipment.creation_key not in found]
        if new:
            require_room(exporter.pk, len(new))
            _insert(new, by)
    return found | {each.shipment.creation_key: each.shipment for each in new}


def _insert(new: Sequence[NewDraft], by: User) -> None:
    Shipment.objects.bulk_create([each.shipment for each in new])
    ShipmentParty.objects.bulk_create([party for each in new for party in each.parties])
    GoodsLine.objects.bulk_create([line for each in new for line in each.lines])
    for each in new:
        record("create", by=by, subject=each.shipment.subject, section="all")
