"""Bringing the register in: one person brings a file in, a worker reads it, another person puts it
in force.

Licences that nobody entered yet are entered by it; those kept here stay as they are until somebody
takes over what the register says of one. Each step is an event.
"""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.refusals import Conflict, NotAllowed
from shipments.licences.actions import require_keeper
from shipments.licences.edition_work import older_than_in_force, record_step, take_turn
from shipments.licences.editions import COMPARED, differences_of, edition_in_force
from shipments.licences.tasks import read_register
from shipments.models import EditionEntry, EditionState, Licence, RegisterEdition, Shipment
from shipments.moves import OPEN
from shipments.screening.tasks import sweep

LEFT = {
    "quantity_kg": "remaining_kg",
    "uses": "remaining_uses",
    "value": "remaining_value",
    "quantity": "remaining_quantity",
}
"""What is left of each amount of a licence."""

# A register may have 20,000 licences: entered one by one they would keep whoever waits.
ENTER = """
INSERT INTO shipments_licence (
    number, kind, form, holder_uscc, hs_codes, control_codes, countries, customs_district,
    contract_no, end_user, valid_from, valid_until, quantity_kg, remaining_kg, unit, quantity,
    remaining_quantity, uses, remaining_uses, value, remaining_value, currency, registered_by_id,
    registered_at, revoked_reason)
SELECT number, boxes->>'kind', boxes->>'form', boxes->>'holder_uscc',
    ARRAY(SELECT jsonb_array_elements_text(boxes->'hs_codes')),
    ARRAY(SELECT jsonb_array_elements_text(boxes->'control_codes')),
    ARRAY(SELECT jsonb_array_elements_text(boxes->'countries')),
    boxes->>'customs_district', boxes->>'contract_no', boxes->>'end_user',
    (boxes->>'valid_from')::date, (boxes->>'valid_until')::date,
    (boxes->>'quantity_kg')::numeric, (boxes->>'quantity_kg')::numeric, boxes->>'unit',
    (boxes->>'quantity')::numeric, (boxes->>'quantity')::numeric,
    (boxes->>'uses')::integer, (boxes->>'uses')::integer,
    (boxes->>'value')::numeric, (boxes->>'value')::numeric, boxes->>'currency',
    %(by)s, %(moment)s, ''
FROM shipments_editionentry AS entry
WHERE edition_id = %(edition)s AND NOT EXISTS (
    SELECT 1 FROM shipments_licence AS known WHERE known.number = entry.number)
ORDER BY number
"""


@transaction.atomic
def bring_in(data: bytes, *, by: User, filename: str, as_of: date, source: str) -> RegisterEdition:
    """Keep the file and have a worker read it (edition_work); nothing is in force yet.

    Raises Conflict for a register older than the one in force.
    """
    require_keeper(by)
    if sentence := older_than_in_force(edition_in_force(), as_of):
        raise Conflict(sentence)
    digest, moment = hashlib.sha256(data).hexdigest(), clock.now()
    edition = RegisterEdition.objects.create(
        as_of=as_of,
        source=source,
        filename=PurePath(filename).name[-150:],
        sha256=digest,
        size=len(data),
        file=ContentFile(data, name=f"{digest[:32]}{PurePath(filename).suffix.lower()[:6]}"),
        state=EditionState.READING,
        language=get_language() or "",
        prepared_by=by,
        prepared_at=moment,
        moved_at=moment,
    )
    record_step("register_brought_in", edition, by)
    send_after_commit(read_register, edition.pk)
    return edition


@transaction.atomic
def put_in_force(edition: RegisterEdition, *, by: User, reason: str = "") -> RegisterEdition:
    """From now on the rules read it; open cases that cite a licence are screened again.

    Raises NotAllowed for whoever prepared it, and Conflict when another edition came into force
    meanwhile, or one that lost too many is put in force without a reason.
    """
    take_turn()
    locked = _waiting(edition, by)
    if locked.prepared_by_id == by.pk:
        raise NotAllowed(_("A second person has to put the register in force."))
    if locked.base != edition_in_force():
        raise Conflict(_("Another register has come into force since: bring this file in again."))
    if locked.is_shrunken and not reason.strip():
        raise Conflict(_("Say why the register may lose so many licences."))
    RegisterEdition.objects.filter(state=EditionState.IN_FORCE).update(state=EditionState.REPLACED)
    _decide(locked, by, EditionState.IN_FORCE, reason)
    told = {"entered": _enter_new(locked, by), "revoked": _revoke_ended(locked)}
    record_step("register_in_force", locked, by, **told, reason=reason)
    _have_screened_again()
    return locked


@transaction.atomic
def discard(edition: RegisterEdition, *, by: User) -> RegisterEdition:
    """Give an edition up, also while it is read."""
    locked = _waiting(edition, by, EditionState.READING)
    _decide(locked, by, EditionState.DISCARDED)
    record_step("register_discarded", locked, by)
    return locked


@transaction.atomic
def take_over(licence: Licence, *, by: User) -> Licence:
    """Make the licence what the register in force says; what was drawn stays drawn.

    Raises Conflict where the register does not have it or says the same.
    """
    require_keeper(by)
    row = Licence.objects.select_for_update().get(pk=licence.pk)
    entry = EditionEntry.objects.filter(
        edition__state=EditionState.IN_FORCE, number=row.number
    ).first()
    found = list(differences_of(row, entry.boxes)) if entry else []
    if entry is None or not found:
        raise Conflict(_("The register says nothing else of this licence."))
    boxes = boxes_of(entry)
    for difference in found:
        _set(row, difference.box, boxes[difference.box])
    row.save()
    told = {each.box: f"{each.here or '-'} → {each.there}" for each in found}
    record("licence_taken_over", by=by, subject=row.subject, edition=entry.edition_id, **told)
    _have_screened_again(row.number)
    return row


def boxes_of(entry: EditionEntry) -> dict[str, Any]:
    """The entry's boxes as columns of a licence."""
    plain = {name: entry.boxes.get(name) for name in COMPARED}
    days = {name: date.fromisoformat(plain[name]) for name in ("valid_from", "valid_until")}
    amounts = {
        name: Decimal(plain[name]) for name in ("quantity_kg", "quantity", "value") if plain[name]
    }
    return {**plain, **days, **amounts}


def _set(row: Licence, box: str, value: Any) -> None:
    """A new amount leaves what is left of it after what was drawn, and no less than nothing."""
    if box in LEFT:
        before, left = getattr(row, box), getattr(row, LEFT[box])
        drawn = before - left if before is not None else 0
        setattr(row, LEFT[box], max(value - drawn, value * 0))
    setattr(row, box, value)


def _enter_new(edition: RegisterEdition, by: User) -> int:
    """Enter the licences that nobody has entered yet, with their full balance."""
    told: dict[str, Any] = {"edition": edition.pk, "by": by.pk, "moment": clock.now()}
    with connection.cursor() as cursor:
        cursor.execute(ENTER, told)
        return int(cursor.rowcount)


def _revoke_ended(edition: RegisterEdition) -> int:
    """What its office revoked is revoked here; what it suspended is a finding while it lasts."""
    ended = edition.entries.filter(status="revoked").values("number")
    rows = Licence.objects.filter(number__in=ended, revoked_at__isnull=True)
    return rows.update(revoked_at=clock.now(), revoked_reason=edition.subject)


def _have_screened_again(number: str = "") -> None:
    """Open cases that cite that licence, or any."""
    wanted = {"lines__licence_no": number} if number else {"lines__licence_no__gt": ""}
    cited = Shipment.objects.filter(status__in=OPEN, **wanted)
    Shipment.objects.filter(pk__in=cited.values("pk")).update(is_stale=True)
    send_after_commit(sweep)


def _waiting(edition: RegisterEdition, by: User, *also: EditionState) -> RegisterEdition:
    require_keeper(by)
    locked = RegisterEdition.objects.select_for_update().get(pk=edition.pk)
    if locked.state not in (EditionState.WAITING, *also):
        sentence = _("This upload is already decided: %(state)s.")
        raise Conflict(sentence % {"state": locked.get_state_display()})
    return locked


def _decide(edition: RegisterEdition, by: User, state: EditionState, reason: str = "") -> None:
    edition.state, edition.decided_by, edition.decided_at = state, by, clock.now()
    edition.reason = reason
    edition.save(update_fields=["state", "decided_by", "decided_at", "reason"])
