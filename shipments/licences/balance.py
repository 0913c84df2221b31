"""What licences cited by a declaration still allow, and writing off what is released (核销)."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import clock
from compliance.audit.log import record
from compliance.codes.tables import UNITS
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import LicenceState
from compliance.law.licence_units import quantity_in
from compliance.refusals import Conflict
from shipments.models import Licence, LicenceDraw, LicenceReturn, Revision, Shipment

BALANCES = ("remaining_kg", "remaining_uses", "remaining_value", "remaining_quantity")


def cited_by(declaration: Declaration, *, told_to: str = "") -> tuple[Licence, ...]:
    """The licences kept here that the lines cite, by number.

    `told_to` is the USCC of an exporter for whom the facts are gathered: licences of others are
    then left out, as if unknown.
    """
    rows = Licence.objects.filter(number__in=kg_by_licence(declaration)).order_by("number")
    return tuple(rows.filter(holder_uscc=told_to) if told_to else rows)


def states_of(licences: Iterable[Licence]) -> tuple[LicenceState, ...]:
    """As the rules read them, as they stand now."""
    return tuple(map(_state, licences))


def kg_by_licence(declaration: Declaration) -> dict[str, Decimal]:
    """Net kilograms declared on each licence number."""
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    for line in declaration.lines:
        if line.licence_no:
            wanted[line.licence_no] += line.net_weight_kg
    return dict(wanted)


def value_by_licence(declaration: Declaration) -> dict[tuple[str, str], Decimal]:
    """Declared value on each licence number, by currency."""
    wanted: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in declaration.lines:
        wanted[(line.licence_no, line.currency)] += line.total_price
    return dict(wanted)


def draw(revision: Revision) -> list[LicenceDraw]:
    """Write the revision off against its registered licences, inside the release's transaction.

    A number the register does not hold is the rules' affair. What an earlier revision of the
    shipment drew is given back first. Raises Conflict when a licence is revoked or its balance
    does not reach; then nothing may be released.
    """
    give_back(revision.shipment, but=revision)
    declaration = from_plain(revision.content, Declaration)
    wanted, values = kg_by_licence(declaration), value_by_licence(declaration)
    rows = Licence.objects.select_for_update().filter(number__in=wanted).order_by("number")
    rows = rows.exclude(draws__in=_standing(revision.shipment))
    return [
        _draw(
            row,
            revision,
            wanted[row.number],
            values.get((row.number, row.currency), Decimal(0)),
            quantity_by_licence(declaration, row),
        )
        for row in rows
    ]


def give_back(shipment: Shipment, *, but: Revision | None = None) -> list[LicenceReturn]:
    """Undo the shipment's draws that stand, `but` those of one revision, under the licences' locks.

    Done again it changes nothing. A revoked licence gets its balance back, too, and stays revoked.
    """
    draws = list(_standing(shipment).exclude(revision=but).select_related("licence", "revision"))
    numbers = {draw.licence.number for draw in draws}
    rows = Licence.objects.select_for_update().filter(number__in=numbers).order_by("number")
    locked = {row.pk: row for row in rows}
    return [_give_back(draw, locked[draw.licence_id]) for draw in draws]


def _standing(shipment: Shipment) -> QuerySet[LicenceDraw]:
    return LicenceDraw.objects.filter(shipment=shipment, given_back__isnull=True)


def _give_back(draw: LicenceDraw, licence: Licence) -> LicenceReturn:
    if licence.remaining_kg is not None:
        licence.remaining_kg += draw.kg
    licence.remaining_uses += 1
    if licence.remaining_value is not None:
        licence.remaining_value += draw.value or 0
    if licence.remaining_quantity is not None:
        declaration = from_plain(draw.revision.content, Declaration)
        licence.remaining_quantity += quantity_by_licence(declaration, licence)
    licence.save(update_fields=BALANCES)
    _record("return_licence", draw, licence)
    return LicenceReturn.objects.create(draw=draw, at=clock.now())


def quantity_by_licence(declaration: Declaration, licence: Licence) -> Decimal:
    """What is declared on the licence in its own unit; lines counted in another kind of unit are
    left to the rules and the officer (LIC-21)."""
    if not licence.unit:
        return Decimal(0)
    lines = (line for line in declaration.lines if line.licence_no == licence.number)
    return sum((quantity_in(line, licence.unit) or Decimal(0) for line in lines), Decimal(0))


def _draw(
    licence: Licence, revision: Revision, kg: Decimal, value: Decimal, quantity: Decimal
) -> LicenceDraw:
    if licence.is_revoked:
        raise Conflict(_("Licence %(number)s was revoked.") % {"number": licence.number})
    if licence.remaining_uses < 1:
        raise Conflict(_short(licence, kg))
    _take_kg(licence, kg)
    _take_value(licence, value)
    _take_quantity(licence, quantity)
    licence.remaining_uses -= 1
    licence.save(update_fields=BALANCES)
    drawn = LicenceDraw.objects.create(
        licence=licence,
        shipment_id=revision.shipment_id,
        revision=revision,
        kg=kg,
        value=value if licence.remaining_value is not None else None,
        round=licence.draws.filter(shipment=revision.shipment_id).count(),
        at=clock.now(),
    )
    _record("draw_licence", drawn, licence)
    return drawn


def _record(verb: str, draw: LicenceDraw, licence: Licence) -> None:
    record(
        verb,
        by=None,
        subject=draw.shipment.subject,
        licence=licence.number,
        kg=str(draw.kg),
        remaining_kg=_text(licence.remaining_kg),
        remaining_uses=licence.remaining_uses,
        remaining_value=_text(licence.remaining_value),
    )


def _take_kg(licence: Licence, kg: Decimal) -> None:
    """A licence that counts in pieces alone is drawn upon in pieces."""
    if licence.remaining_kg is None:
        return
    if kg > licence.remaining_kg:
        raise Conflict(_short(licence, kg))
    licence.remaining_kg -= kg


def _take_value(licence: Licence, value: Decimal) -> None:
    """Value in another currency than the licence's is left to the rules and the officer."""
    if licence.remaining_value is None:
        return
    if value > licence.remaining_value:
        sentence = _("Left on licence %(number)s are %(left)s; %(value)s are declared on it.")
        left, wanted = (f"{each} {licence.currency}" for each in (licence.remaining_value, value))
        raise Conflict(sentence % {"number": licence.number, "left": left, "value": wanted})
    licence.remaining_value -= value


def _take_quantity(licence: Licence, quantity: Decimal) -> None:
    if licence.remaining_quantity is None:
        return
    if quantity > licence.remaining_quantity:
        sentence = _("Left on licence %(number)s are %(left)s; %(value)s are declared on it.")
        unit = UNITS.get(licence.unit)
        name = unit.name if unit else licence.unit
        left, wanted = (
            f"{each.normalize():f} {name}" for each in (licence.remaining_quantity, quantity)
        )
        raise Conflict(sentence % {"number": licence.number, "left": left, "value": wanted})
    licence.remaining_quantity -= quantity


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)


def _short(licence: Licence, kg: Decimal) -> str:
    sentence = _(
        "Left on licence %(number)s are %(remaining)s kg, uses: %(uses)s; %(kg)s kg are declared "
        "on it."
    )
    left = licence.remaining_kg
    return sentence % {
        "number": licence.number,
        "remaining": "-" if left is None else format(left.normalize(), "f"),
        "uses": licence.remaining_uses,
        "kg": format(kg.normalize(), "f"),
    }


def _state(row: Licence) -> LicenceState:
    return LicenceState(
        number=row.number,
        kind=row.kind,
        holder_uscc=row.holder_uscc,
        hs_codes=tuple(row.hs_codes),
        control_codes=tuple(row.control_codes),
        countries=tuple(row.countries),
        customs_district=row.customs_district,
        contract_no=row.contract_no,
        end_user=row.end_user,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        remaining_kg=row.remaining_kg,
        remaining_uses=row.remaining_uses,
        revoked=row.is_revoked,
        remaining_value=row.remaining_value,
        currency=row.currency,
        form=row.form,
        used=row.uses - row.remaining_uses,
        unit=row.unit,
        remaining_quantity=row.remaining_quantity,
        entered_on=timezone.localdate(row.registered_at),
    )
