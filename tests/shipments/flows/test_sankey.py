"""The picture keeps every kilogram: bars stack without overlap, ribbons fill them."""

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipments.flows.sankey import HEIGHT, OTHERS, WIDTH, draw

names = st.sampled_from([f"N{number}" for number in range(14)])
ways = st.lists(
    st.tuples(st.tuples(names, names, names, names), st.decimals(1, 10_000, places=5)),
    min_size=1,
    max_size=40,
)


@given(ways)
def test_each_column_holds_all_the_metal(given_ways: list[tuple[tuple[str, ...], Decimal]]) -> None:
    picture = draw(given_ways, most=5)
    whole = sum(kg for _keys, kg in given_ways)
    for column in range(4):
        nodes = [node for node in picture.nodes if node.column == column]
        assert sum(node.kg for node in nodes) == whole
        assert len(nodes) <= 6
    out: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for ribbon in picture.ribbons:
        out[ribbon.column, ribbon.source] += ribbon.kg
    assert all(out[node.column, node.key] == node.kg for node in picture.nodes if node.column < 3)


@given(ways)
def test_bars_stand_one_below_the_other_on_the_ground(
    given_ways: list[tuple[tuple[str, ...], Decimal]],
) -> None:
    nodes = draw(given_ways).nodes
    for one, other in pairwise(nodes):
        if one.column == other.column:
            assert other.y >= one.y + one.height
    assert all(node.y >= 0 and node.y + node.height <= HEIGHT + 9 for node in nodes)
    assert all(node.x < WIDTH for node in nodes)


def test_the_greatest_stand_first_and_the_others_last() -> None:
    picture = draw(
        [((name, "to"), Decimal(kg)) for name, kg in {"A": 1, "B": 5, "C": 9, "D": 3}.items()],
        most=2,
    )
    assert [node.key for node in picture.nodes if node.column == 0] == ["C", "B", OTHERS]


@pytest.mark.parametrize("nothing", [[], [(("A", "B"), Decimal(0))], [(("A", "B"), Decimal(-1))]])
def test_nothing_gives_an_empty_picture(nothing: list[tuple[tuple[str, ...], Decimal]]) -> None:
    picture = draw(nothing)
    assert (picture.nodes, picture.ribbons) == ([], [])


def test_bars_of_equal_metal_are_equally_high() -> None:
    picture = draw([(("A", "X"), Decimal(10)), (("B", "Y"), Decimal(10))])
    assert len({round(node.height, 6) for node in picture.nodes}) == 1
