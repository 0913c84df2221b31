"""What was let go in a period and in the one before, by every division: the monthly sums read
once."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from shipments.end_users.entries import main_keys
from shipments.flows.figures import Period
from shipments.moves import LET_GO

END_USER = "end_user"
DIVISIONS = ("material", "country", "end_use", END_USER, "exporter")
NONE = Decimal(0)
BY_EACH = """
SELECT month >= %(since)s AS is_now, material, country, end_use, end_user, exporter_id::text,
    sum(net_kg), sum(indium_kg), sum(lines)
FROM shipments_flowentry
WHERE status = ANY(%(statuses)s) AND month >= %(before)s AND month <= %(until)s
GROUP BY is_now, GROUPING SETS (material, country, end_use, end_user, exporter_id, ())
HAVING sum(lines) <> 0
"""


class Sums(NamedTuple):
    """Net weight and contained indium in kilograms, and goods lines."""

    net_kg: Decimal = NONE
    indium_kg: Decimal = NONE
    lines: int = 0


class Exports:
    """Of one period: the whole, and by the keys of each division."""

    def __init__(self) -> None:
        self.whole = Sums()
        self._by: dict[str, dict[str, Sums]] = {division: {} for division in DIVISIONS}

    def by(self, division: str) -> dict[str, Sums]:
        """One of DIVISIONS; entries of the register that are one end user are one."""
        return self._by[division]

    def count(self, keys: Iterable[str | None], sums: Sums, mains: dict[str, str]) -> None:
        """A row of BY_EACH, whose keys are empty but for that of its division."""
        for division, key in zip(DIVISIONS, keys, strict=True):
            if key is not None:
                found = self._by[division]
                one = mains.get(key, key) if division == END_USER else key
                found[one] = together([found[one], sums]) if one in found else sums
                return
        self.whole = sums


def together(parts: Iterable[Sums]) -> Sums:
    """All of them added up."""
    whole = Sums()
    for net_kg, indium_kg, lines in parts:
        whole = Sums(whole.net_kg + net_kg, whole.indium_kg + indium_kg, whole.lines + lines)
    return whole


def exports(period: Period, before: Period) -> tuple[Exports, Exports]:
    """Of both; `before` ends where the period begins."""
    asked: dict[str, Any] = {
        "since": period.since,
        "until": period.until,
        "before": before.since,
        "statuses": [status.value for status in LET_GO],
    }
    now, then, mains = Exports(), Exports(), main_keys()
    with connection.cursor() as cursor:
        cursor.execute(BY_EACH, asked)
        for is_now, *row in cursor:
            side = now if is_now else then
            side.count(row[: len(DIVISIONS)], Sums(*row[len(DIVISIONS) :]), mains)
    return now, then
