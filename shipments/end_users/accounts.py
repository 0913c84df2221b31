"""What became of the metal an end user received, consignment by consignment and by year. Pure.

Masses are kilograms of contained indium; a consignment counts in the year it was declared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from compliance.law.follow_up import UseYield

NONE = Decimal(0)
WHOLE = UseYield("", Decimal(1), Decimal(0))


@dataclass(frozen=True)
class Consignment:
    """One release. `used_kg` is None until its use is reported; product and scrap are None where
    the report does not tell them. `is_overdue`: the report of its use should be there. `norm` is
    how the use divides metal, by the policy that the release was let go under."""

    reference: str
    day: date
    kg: Decimal
    norm: UseYield = WHOLE
    used_kg: Decimal | None = None
    product_kg: Decimal | None = None
    scrap_kg: Decimal | None = None
    stock_kg: Decimal = NONE
    handed_on_kg: Decimal = NONE
    is_overdue: bool = False


@dataclass(frozen=True)
class Account:
    """Sums over consignments. `awaited_kg` is what nobody has to report yet, `unexplained_kg` what
    should be explained and is not, with losses beyond the norm of the use."""

    used_kg: Decimal = NONE
    product_kg: Decimal = NONE
    scrap_kg: Decimal = NONE
    lost_kg: Decimal = NONE
    lost_beyond_kg: Decimal = NONE
    stock_kg: Decimal = NONE
    handed_on_kg: Decimal = NONE
    awaited_kg: Decimal = NONE
    unexplained_kg: Decimal = NONE

    def __add__(self, other: "Account") -> "Account":
        sums = {
            each.name: getattr(self, each.name) + getattr(other, each.name)
            for each in fields(Account)
        }
        return Account(**sums)


def accounts(consignments: Iterable[Consignment]) -> dict[int, Account]:
    """The account of each year that has consignments."""
    found: dict[int, Account] = {}
    for each in consignments:
        year = each.day.year
        found[year] = found.get(year, Account()) + account_of(each)
    return found


def account_of(each: Consignment) -> Account:
    """One consignment's. What was received is used, in stock, handed on, awaited or unexplained."""
    kept = each.stock_kg + each.handed_on_kg
    if each.used_kg is None:
        rest = max(each.kg - kept, NONE)
        return Account(
            stock_kg=each.stock_kg,
            handed_on_kg=each.handed_on_kg,
            awaited_kg=NONE if each.is_overdue else rest,
            unexplained_kg=rest if each.is_overdue else NONE,
        )
    norm = each.norm
    product = each.used_kg * norm.product if each.product_kg is None else each.product_kg
    scrap = each.used_kg * norm.scrap if each.scrap_kg is None else each.scrap_kg
    lost = max(each.used_kg - product - scrap, NONE)
    beyond = max(lost - each.used_kg * (1 - norm.product - norm.scrap), NONE)
    return Account(
        used_kg=each.used_kg,
        product_kg=product,
        scrap_kg=scrap,
        lost_kg=lost,
        lost_beyond_kg=beyond,
        stock_kg=each.stock_kg,
        handed_on_kg=each.handed_on_kg,
        unexplained_kg=max(each.kg - each.used_kg - kept, NONE) + beyond,
    )
