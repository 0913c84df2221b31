"""Quotas (配额): how much contained indium a policy lets go in a month or a year, to a country, by
or to a company, for a use. Pure; shipments.quotas counts what is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTH, YEAR = "month", "year"
PERIODS = (MONTH, YEAR)


@dataclass(frozen=True)
class Consignment:
    """What a quota looks at: the day of declaration (in China), the final destination (alpha-3),
    the exporter's USCC, the end user's key of the flows, and for each code of a use the kilograms
    of indium in the lines that are for it."""

    declared_on: date
    country: str
    exporter: str
    end_user: str
    uses: tuple[tuple[str, Decimal], ...]

    def kg_for(self, end_use: str) -> Decimal:
        """Kilograms for that use; of all lines for none."""
        return sum((kg for use, kg in self.uses if end_use in ("", use)), Decimal(0))


@dataclass(frozen=True)
class Quota:
    """So many kilograms of contained indium in a calendar month or year (PERIODS), for what is
    declared from a day until another (excluded).

    Empty fields do not narrow it: `exporter` is a USCC, `end_user` a key of the flows like
    "HANBIT CO., LTD. (KOR)". `effect` is the grade of what goes beyond it; `basis` are provisions
    as "KEY ARTICLE".
    """

    code: str
    effect: str
    kg: Decimal
    period: str
    since: date
    until: date | None = None
    country: str = ""
    exporter: str = ""
    end_user: str = ""
    end_use: str = ""
    basis: tuple[str, ...] = ()
    reason_zh: str = ""
    reason_en: str = ""

    def stands_on(self, day: date) -> bool:
        """Whether what is declared that day has to keep within it."""
        return self.since <= day and (self.until is None or day < self.until)

    def first_day(self, day: date) -> date:
        """When the period of that day begins."""
        return day.replace(day=1) if self.period == MONTH else date(day.year, 1, 1)

    def last_month(self, day: date) -> date:
        """The first day of the last month of the period of that day."""
        return day.replace(day=1) if self.period == MONTH else date(day.year, 12, 1)

    def period_name(self, begins: date) -> str:
        """2026-11, or 2026."""
        return f"{begins:%Y-%m}" if self.period == MONTH else f"{begins:%Y}"

    def counts(self, consignment: Consignment) -> bool:
        """Whether the consignment is of the kind it limits, whatever the day."""
        pairs = (
            (self.country, consignment.country),
            (self.exporter, consignment.exporter),
            (self.end_user, consignment.end_user),
        )
        uses = {use for use, _kg in consignment.uses}
        return all(not wanted or wanted == told for wanted, told in pairs) and (
            not self.end_use or self.end_use in uses
        )


@dataclass(frozen=True)
class QuotaState:
    """How a quota stood for a declaration: the first day of its period, what was let go in it
    before, and what the declaration would add (kg of contained indium)."""

    code: str
    begins: date
    used_kg: Decimal
    declared_kg: Decimal

    def exceeds(self, limit_kg: Decimal) -> bool:
        """Whether the declaration does not fit; one without indium always does."""
        return self.declared_kg > 0 and self.used_kg + self.declared_kg > limit_kg


def quota_of(quotas: Iterable[Quota], code: str, on: date) -> Quota | None:
    """The quota of that code for what is declared that day."""
    return next((each for each in quotas if each.code == code and each.stands_on(on)), None)
