"""Which end-use statements cover the goods lines of a draft: the declaration's own, and those that
lines name instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from enduse.models import EndUseStatement
from shipments.models import GoodsLine, Shipment


@dataclass(frozen=True)
class Covering:
    """`first` covers every line that names none of `further`; None where such lines have none.

    `unknown` are lines that name a statement the exporter does not have.
    """

    first: EndUseStatement | None
    further: tuple[EndUseStatement, ...] = ()
    unknown: tuple[GoodsLine, ...] = ()

    @property
    def statements(self) -> tuple[EndUseStatement, ...]:
        """All of them, the first one first."""
        return (*((self.first,) if self.first else ()), *self.further)

    def statement_of(self, line: GoodsLine) -> EndUseStatement | None:
        """The one that covers the line."""
        if line in self.unknown:
            return None
        named = (each for each in self.further if each.number == line.statement_no)
        return next(named, self.first)


def covering(shipment: Shipment, lines: Sequence[GoodsLine]) -> Covering:
    """Read from the draft; one query more where lines name statements."""
    own, names = shipment.statement, {line.statement_no for line in lines} - {""}
    if own is not None:
        names.discard(own.number)
    if not names:
        return Covering(own)
    rows = _own_statements(shipment).filter(number__in=names)
    known = {row.number: row for row in rows}
    unknown = tuple(line for line in lines if line.statement_no in names - set(known))
    further = dict.fromkeys(line.statement_no for line in lines if line.statement_no in known)
    named = [known[number] for number in further]
    if all(line.statement_no in known for line in lines):
        return Covering(named[0], tuple(named[1:]))
    return Covering(own, tuple(named), unknown)


def is_own_statement(shipment: Shipment, number: str) -> bool:
    """Whether the exporter has a statement of that number."""
    return _own_statements(shipment).filter(number=number).exists()


def _own_statements(shipment: Shipment) -> QuerySet[EndUseStatement]:
    rows = EndUseStatement.objects.filter(exporter_id=shipment.exporter_id)
    return rows.select_related("end_user", "site")
