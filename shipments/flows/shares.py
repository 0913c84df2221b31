"""A mass divided among lines so that the parts add up to the whole. Pure."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from shipments.flows.contained import GRAM

NONE = Decimal(0)


def shared_out(kg: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Parts of `kg`, to five places, in proportion to the weights; what rounding leaves, and all
    where nothing weighs anything, goes to the last."""
    whole, kg = sum(weights, NONE), kg.quantize(GRAM)
    if not weights:
        return []
    parts = [
        (kg * weight / whole).quantize(GRAM, ROUND_DOWN) if whole else NONE
        for weight in weights[:-1]
    ]
    return [*parts, kg - sum(parts, NONE)]
