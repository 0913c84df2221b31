"""What it costs that every list has an index of its own: names a second against all lists, beside
one index of all their names."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random

from compliance.parties.matching import Index, search_all
from tests.benchmarks.matching.lists import Published


def figures(names: Sequence[Published], seed: int, count: int) -> Iterator[str]:
    """Some of the names screened both ways, at the floor in use; processor time of this thread."""
    by_list: dict[str, list[Published]] = defaultdict(list)
    for row in names:
        by_list[row.list_name].append(row)
    each = [Index.build(row.listed() for row in rows) for rows in by_list.values()]
    together = Index.build(row.listed() for row in names)
    asked = [row.name for row in Random(seed).sample(names, min(count, len(names)))]
    yield f"\n{len(names)} names on {len(each)} lists, {len(asked)} of them screened"
    apart, one = _speeds((each, [together]), asked)
    yield f"  an index for each list: {apart:.0f} names/s"
    yield f"  one index for all: {one:.0f} names/s"


def _speeds(ways: Sequence[Sequence[Index]], asked: Sequence[str]) -> list[float]:
    """Names in turn, each one way alone: neither has what another has read already."""
    for indexes in ways:
        search_all(indexes, "Warm up Trading")
    spent = [0.0 for _ in ways]
    for place, name in enumerate(asked):
        start = time.thread_time()
        search_all(ways[place % len(ways)], name)
        spent[place % len(ways)] += time.thread_time() - start
    return [len(asked) / len(ways) / seconds for seconds in spent]
