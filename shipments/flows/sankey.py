"""A Sankey picture in four columns, as coordinates for a template that writes SVG. Pure.

Kept libraries draw Sankeys in a browser or through matplotlib; with columns that are given, what
is left is to stack, to order and to draw one curve.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

OTHERS = ""
"""The key of what is too small to be shown by itself."""
WIDTH, HEIGHT = 1120.0, 460.0
BAR, GAP, LABEL = 14.0, 9.0, 180.0
THINNEST = 1.0
MOST = 8
"""Bars of a column, without that of the others."""

Way = tuple[Sequence[str], Decimal]
Link = tuple[int, str, str]


@dataclass(frozen=True)
class Node:
    """A bar: who or what, how much, and where it stands."""

    column: int
    key: str
    kg: Decimal
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Ribbon:
    """Metal between two bars; `curve` is the d of an SVG path."""

    column: int
    source: str
    target: str
    kg: Decimal
    curve: str


@dataclass(frozen=True)
class Picture:
    """Bars and ribbons on a ground of WIDTH × HEIGHT."""

    nodes: list[Node]
    ribbons: list[Ribbon]


def draw(ways: Sequence[Way], most: int = MOST) -> Picture:
    """The picture of ways of equal length through the columns. In each column the `most` greatest
    keys are shown, and the others as one. Nothing that flows gives an empty picture."""
    ways = [(keys, kg) for keys, kg in ways if kg > 0]
    if not ways:
        return Picture([], [])
    folded = _fold(ways, most)
    columns = _ordered(folded)
    nodes = _stack(folded, columns)
    return Picture(list(nodes.values()), _ribbons(folded, columns, nodes))


def _fold(ways: Sequence[Way], most: int) -> list[Way]:
    kept = []
    for column in range(len(ways[0][0])):
        sums = _sums(ways, column)
        kept.append(set(sorted(sums, key=lambda key: (-sums[key], key))[:most]))
    merged: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for keys, kg in ways:
        short = (key if key in kept[no] else OTHERS for no, key in enumerate(keys))
        merged[tuple(short)] += kg
    return sorted(merged.items())


def _sums(ways: Sequence[Way], column: int) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for keys, kg in ways:
        sums[keys[column]] += kg
    return sums


def _ordered(ways: Sequence[Way]) -> list[list[str]]:
    """Each column's keys from top to bottom: the first by size, the next where their metal comes
    from, so that ribbons seldom cross; the others last."""
    sums = _sums(ways, 0)
    columns = [sorted(sums, key=lambda key: (key == OTHERS, -sums[key], key))]
    for column in range(1, len(ways[0][0])):
        place = {key: number for number, key in enumerate(columns[-1])}
        sums, pull = _sums(ways, column), defaultdict[str, Decimal](Decimal)
        for keys, kg in ways:
            pull[keys[column]] += kg * place[keys[column - 1]]

        def rank(
            key: str, pull: dict[str, Decimal] = pull, sums: dict[str, Decimal] = sums
        ) -> tuple[bool, Decimal, Decimal, str]:
            return (key == OTHERS, pull[key] / sums[key], -sums[key], key)

        columns.append(sorted(sums, key=rank))
    return columns


def _stack(ways: Sequence[Way], columns: list[list[str]]) -> dict[tuple[int, str], Node]:
    whole = float(sum(kg for _keys, kg in ways))
    scale = (HEIGHT - GAP * (max(map(len, columns)) - 1)) / whole
    step = (WIDTH - BAR - LABEL) / (len(columns) - 1)
    nodes = {}
    for column, keys in enumerate(columns):
        y, sums = 0.0, _sums(ways, column)
        for key in keys:
            height = max(float(sums[key]) * scale, THINNEST)
            nodes[column, key] = Node(column, key, sums[key], column * step, y, height)
            y += height + GAP
    return nodes


def _ribbons(
    ways: Sequence[Way], columns: list[list[str]], nodes: dict[tuple[int, str], Node]
) -> list[Ribbon]:
    links: dict[Link, Decimal] = defaultdict(Decimal)
    for keys, kg in ways:
        for column in range(len(keys) - 1):
            links[column, keys[column], keys[column + 1]] += kg
    place = {(no, key): at for no, keys in enumerate(columns) for at, key in enumerate(keys)}
    ends = sorted(links, key=lambda e: (e[0], place[e[0], e[1]], place[e[0] + 1, e[2]]))
    left: dict[tuple[int, str], float] = defaultdict(float)
    right: dict[tuple[int, str], float] = defaultdict(float)
    found = []
    for column, source, target in ends:
        kg = links[column, source, target]
        one, other = nodes[column, source], nodes[column + 1, target]
        first, second = one.height * float(kg / one.kg), other.height * float(kg / other.kg)
        begin, end = (
            one.y + left[column, source],
            other.y + right[column + 1, target],
        )
        left[column, source] += first
        right[column + 1, target] += second
        curve = _curve(one.x + BAR, begin, first, other.x, end, second)
        found.append(Ribbon(column, source, target, kg, curve))
    return found


def _curve(x: float, y: float, height: float, to_x: float, to_y: float, to_height: float) -> str:
    """A band of the given heights from one bar to the next."""
    bend = (x + to_x) / 2
    return (
        f"M{x:.1f} {y:.1f}C{bend:.1f} {y:.1f} {bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        f"V{to_y + to_height:.1f}C{bend:.1f} {to_y + to_height:.1f}"
        f" {bend:.1f} {y + height:.1f} {x:.1f} {y + height:.1f}Z"
    )
