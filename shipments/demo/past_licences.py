"""The licences of the past: one a year for each exporter and kind, written off shipment by
shipment as the register would have done."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial

from django.utils import timezone

from compliance.accounts.models import Exporter
from compliance.audit.log import record
from compliance.law.declaration import Declaration
from compliance.law.facts import LicenceState
from shipments.demo.goods import Product
from shipments.demo.licences import HS_CODES
from shipments.models import Licence, LicenceDraw, Revision

KILOGRAMS = {"3": Decimal(2000), "4": Decimal(60_000)}
USES = 500
ISSUED_AT = time(8, 30)


class Licences:
    """Rows are kept in memory until `store`; `acts` are the events with their moments."""

    def __init__(self) -> None:
        self._rows: dict[str, Licence] = {}
        self._draws: list[LicenceDraw] = []
        self.acts: list[tuple[datetime, Callable[[], object]]] = []

    def used_by(
        self, declaration: Declaration, exporter: Exporter, product: Product
    ) -> LicenceState:
        """The licence the declaration cites, as it stands before it."""
        number = declaration.lines[0].licence_no
        if number not in self._rows:
            self._rows[number] = self._issued(number, exporter, product, declaration.declared_on)
        row = self._rows[number]
        return LicenceState(
            number=row.number,
            kind=row.kind,
            holder_uscc=row.holder_uscc,
            hs_codes=tuple(row.hs_codes),
            control_codes=(),
            countries=(),
            customs_district=row.customs_district,
            contract_no="",
            end_user="",
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            remaining_kg=row.remaining_kg,
            remaining_uses=row.remaining_uses,
            used=row.uses - row.remaining_uses,
        )

    def draw(self, declaration: Declaration, revision: Revision, at: datetime) -> None:
        """Write the release off."""
        row = self._rows[declaration.lines[0].licence_no]
        row.remaining_kg = (row.remaining_kg or Decimal(0)) - declaration.net_weight_kg
        row.remaining_uses -= 1
        kg = declaration.net_weight_kg
        self._draws.append(
            LicenceDraw(
                licence=row, shipment=revision.shipment, revision=revision, kg=kg, round=0, at=at
            )
        )
        told = {
            "licence": row.number,
            "kg": str(kg),
            "remaining_kg": str(row.remaining_kg),
            "remaining_uses": row.remaining_uses,
            "remaining_value": "",
        }
        subject = revision.shipment.subject
        self.acts.append((at, partial(record, "draw_licence", by=None, subject=subject, **told)))

    def store(self) -> None:
        """All of them, once the shipments are stored."""
        Licence.objects.bulk_create(self._rows.values())
        LicenceDraw.objects.bulk_create(self._draws)

    def _issued(self, number: str, exporter: Exporter, product: Product, day: date) -> Licence:
        """For the calendar year; entered before its first use."""
        kind = product.licence_kind
        issued_at = timezone.make_aware(datetime.combine(day, ISSUED_AT))
        row = Licence(
            number=number,
            kind=kind,
            holder_uscc=exporter.uscc,
            hs_codes=HS_CODES[kind],
            customs_district="22",
            valid_from=date(day.year, 1, 1),
            valid_until=date(day.year, 12, 31),
            quantity_kg=KILOGRAMS[kind],
            remaining_kg=KILOGRAMS[kind],
            uses=USES,
            remaining_uses=USES,
            registered_at=issued_at,
        )
        told = {
            "holder_uscc": row.holder_uscc,
            "quantity_kg": str(row.quantity_kg),
            "valid_until": row.valid_until.isoformat(),
        }
        act = partial(record, "register_licence", by=None, subject=row.subject, **told)
        self.acts.append((issued_at, act))
        return row
