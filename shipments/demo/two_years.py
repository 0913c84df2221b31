"""Two years of orders before today: who bought what from whom, when and through whom. Pure.

Honest users buy steadily, some grow with their need declared in good time. One does not: Nam Long
declares three times the need it began with, buys from six exporters at once and through a new
trader in Hong Kong; each order alone looks as good as any.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from shipments.demo.buyers import Buyer
from shipments.demo.goods import INGOT, Product
from shipments.demo.past_customers import (
    ALL,
    GROWER,
    HARBOUR_LANE,
    HONEST,
    NAM_LONG,
    NAM_LONG_NOW,
    Customer,
)

LAST = 5
"""The last orders fall on about so many days ago."""
SEED = 49


@dataclass(frozen=True)
class PastOrder:
    """`buyer` uses the metal, `consignee` gets it; `price` is a multiple of the market's."""

    days_ago: int
    exporter: str
    buyer: Buyer
    consignee: Buyer
    product: Product
    kg: Decimal
    price: Decimal


def past_orders() -> list[PastOrder]:
    """All of them, the oldest first; the same each time."""
    chance = random.Random(SEED)  # noqa: S311 - invented orders
    orders = [order for each in (*HONEST, GROWER) for order in _steady(chance, each)]
    orders += _diverted(chance)
    return sorted(orders, key=lambda order: -order.days_ago)


def _steady(chance: random.Random, customer: Customer, until: int = LAST) -> Iterator[PastOrder]:
    day = float(customer.since - chance.randint(0, 20))
    while day > until:
        grown = 0 < customer.grows > day
        need = customer.later_kg if grown else customer.buyer.yearly_kg
        lot = customer.lot_kg * need / customer.buyer.yearly_kg
        buyer = replace(customer.buyer, yearly_kg=need)
        yield _order(chance, int(day), chance.choice(customer.exporters), buyer, customer, lot)
        day -= customer.every * chance.uniform(0.85, 1.2)


def _diverted(chance: random.Random) -> Iterator[PastOrder]:
    """Steady until six months ago; then everybody delivers, and the trader gets it."""
    habits = Customer(NAM_LONG, INGOT, 150, 30, ("liujiang",))
    yield from _steady(chance, habits, until=185)
    for number in range(14):
        day = 174 - number * 12
        yield _order(
            chance, day, ALL[(number + 1) % 6], NAM_LONG_NOW, habits, 330, consignee=HARBOUR_LANE
        )


def _order(
    chance: random.Random,
    day: int,
    exporter: str,
    buyer: Buyer,
    customer: Customer,
    lot_kg: float,
    consignee: Buyer | None = None,
) -> PastOrder:
    kg = Decimal(f"{lot_kg * chance.uniform(0.88, 1.1):.1f}")
    price = Decimal(f"{chance.uniform(0.94, 1.06):.3f}")
    return PastOrder(day, exporter, buyer, consignee or buyer, customer.product, kg, price)
