"""Quantities of a line in the unit a licence counts in."""

from decimal import Decimal

from compliance.law.declaration import GoodsLine

KILOGRAM = "035"
GRAMS = {KILOGRAM: Decimal(1000), "036": Decimal(1), "070": Decimal(1_000_000)}


def quantity_in(line: GoodsLine, unit: str) -> Decimal | None:
    """The line's quantity in that unit (a code of UNITS): as declared, or its mass converted; None
    where pieces stand against mass."""
    if line.unit == unit:
        return line.quantity
    if unit not in GRAMS:
        return None
    if line.unit in GRAMS:
        return line.quantity * GRAMS[line.unit] / GRAMS[unit]
    return line.net_weight_kg * GRAMS[KILOGRAM] / GRAMS[unit]
