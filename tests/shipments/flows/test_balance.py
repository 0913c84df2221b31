"""An end user's balance by year, worked out by hand."""

from datetime import date
from decimal import Decimal

from shipments.flows.balance import years
from shipments.flows.signs import Receipt


def received(day: str, kg: str, need: str | None = None, exporter: str = "A") -> Receipt:
    need_kg = Decimal(need) if need else None
    return Receipt(date.fromisoformat(day), exporter, Decimal(kg), need_kg=need_kg)


def test_each_year_stands_beside_the_last_need_declared() -> None:
    told = [
        received("2024-12-01", "300", "1000"),
        received("2025-03-01", "700", "1200"),
        received("2025-09-01", "800", None, "B"),
    ]
    running, full, first = years(told, date(2026, 11, 1))
    assert (first.need_kg, first.received_kg, first.beyond_kg) == (1000, 300, 0)
    assert (full.need_kg, full.received_kg, full.beyond_kg) == (1200, 1500, 300)
    assert (full.used_percent, full.exporters, full.consignments) == (Decimal("125.0"), 2, 2)
    assert (running.year, running.received_kg, running.is_whole) == (2026, 0, False)


def test_without_a_need_nothing_is_beyond_it() -> None:
    (year,) = years([received("2026-01-01", "5")], date(2026, 11, 1))
    assert (year.used_percent, year.beyond_kg) == (None, 0)
    assert years([], date(2026, 11, 1)) == []
