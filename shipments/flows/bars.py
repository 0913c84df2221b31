"""A series of months as bars, as coordinates for a template that writes SVG. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT, FOOT = 1120.0, 160.0, 24.0
FILLED = 0.72
MOST_LABELS = 14


@dataclass(frozen=True)
class Bar:
    """One month; `label` is "" where there is no room for it."""

    month: date
    kg: Decimal
    x: float
    y: float
    width: float
    height: float
    label: str

    @property
    def name(self) -> str:
        """The month as filters write it: 2026-03."""
        return f"{self.month:%Y-%m}"

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.x + self.width / 2


def bars(series: Sequence[tuple[date, Decimal]]) -> list[Bar]:
    """One bar a month, the greatest as high as the ground of WIDTH × HEIGHT less its foot. What is
    below zero has no height."""
    greatest = max((kg for _month, kg in series), default=Decimal(0))
    step = WIDTH / max(len(series), 1)
    every = -(-len(series) // MOST_LABELS) or 1
    found = []
    for number, (month, kg) in enumerate(series):
        height = float(kg / greatest) * (HEIGHT - FOOT) if greatest > 0 and kg > 0 else 0.0
        x, y = number * step + step * (1 - FILLED) / 2, HEIGHT - FOOT - height
        label = f"{month:%Y-%m}" if number % every == 0 else ""
        found.append(Bar(month, kg, x, y, step * FILLED, height, label))
    return found
