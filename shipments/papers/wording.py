"""How values are written on paper: pure text, Chinese and English side by side, no grouping."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from compliance.codes.tables import CURRENCIES, FEE_MARKS, Code, CodeTable
from compliance.law.declaration import Fee, Organisation

SHANGHAI = ZoneInfo("Asia/Shanghai")
EMPTY = "—"


@dataclass(frozen=True)
class Bilingual:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} {self.en}".strip()


YES, NO = Bilingual("是", "Yes"), Bilingual("否", "No")


def coded(table: CodeTable, code: str) -> str:
    """Chinese name and code, as the form has it: 水路运输(2). An unknown code stands alone."""
    found = table.get(code) if code else None
    return f"{found.name_zh}({code})" if found else code


def named(table: CodeTable, code: str) -> str:
    """Chinese and English name with the code, for the bilingual papers."""
    found = table.get(code) if code else None
    return f"{found.name_zh} {found.name_en} ({code})" if found else code


def bilingual(code: Code | None, fallback: str) -> Bilingual:
    """Both names of a code."""
    return Bilingual(code.name_zh, code.name_en) if code else Bilingual(fallback, "")


def plain(value: Decimal | None, places: int = 0) -> str:
    """Digits without grouping; trailing zeros trimmed down to `places` decimals."""
    if value is None:
        return ""
    whole, _point, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(places, "0")
    return f"{whole}.{fraction}" if fraction else whole


def money(value: Decimal | None) -> str:
    """An amount with at least two decimals."""
    return plain(value, 2)


def day(value: date | None) -> str:
    """A legal date, 2026-11-24."""
    return value.isoformat() if value else ""


def moment(value: datetime) -> str:
    """A moment in Beijing time, to the second."""
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S} (UTC+8)"


def fee(charge: Fee) -> str:
    """Currency, amount and basis, as the form has it: USD/1200.00/总价(3)."""
    if charge.amount is None:
        return ""
    parts = (charge.currency, money(charge.amount), coded(FEE_MARKS, charge.mark))
    return "/".join(part for part in parts if part)


def currency(code: str) -> str:
    """美元(USD)."""
    return coded(CURRENCIES, code)


def registrations(organisation: Organisation) -> str:
    """The codes printed beside an organisation's box label."""
    return " / ".join(code for code in (organisation.uscc, organisation.customs_code) if code)


def joined(parts: Iterable[str], separator: str = "；") -> str:
    """The parts that are not empty."""
    return separator.join(part for part in parts if part)


def yes_no(value: bool) -> Bilingual:
    """是 Yes or 否 No."""
    return YES if value else NO
