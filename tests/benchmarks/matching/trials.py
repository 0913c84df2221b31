"""Labelled names to screen: changed names of a list, clean ones, and near ones.

A tenth of the entries is kept out of the index; clean persons are recombined from their names,
clean companies coined, near names have their rarest word replaced by another's. A clean name that
is written like a listed one, but for case, order and punctuation, is dropped. Nothing here asks the
engine what a name is.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.benchmarks.matching.cases import clean_makers, near_makers
from tests.benchmarks.matching.first_style import Change, is_chinese
from tests.benchmarks.matching.lists import Published
from tests.benchmarks.matching.parts import DEVELOP, part_of_case

TRIES = 12
Maker = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A name to screen; `targets` are the entries it should find, none for a clean name.

    `what` is what a declarant would say it names (person, company, …), `part` who may look at it.
    """

    name: str
    change: str
    targets: frozenset[str]
    what: str = ""
    part: str = DEVELOP

    @property
    def chinese(self) -> bool:
        """Whether any character of the name as declared is a Chinese one."""
        return is_chinese(self.name)

    @property
    def script(self) -> str:
        """Chinese, Latin, or another."""
        if self.chinese:
            return "Chinese"
        return "Latin" if re.match(r"[\W\d]*[A-Za-zÀ-ɏ]", self.name) else "other"


@dataclass(frozen=True)
class Trial:
    """What goes into the index and what is screened against it."""

    listed: tuple[Published, ...]
    changed: tuple[Case, ...]
    clean: tuple[Case, ...]
    near: tuple[Case, ...]


def make_trial(
    names: Sequence[Published], changes: Mapping[str, Change], *, seed: int, each: int, clean: int
) -> Trial:
    """`each` cases of every kind of change and script, `clean` clean names, a third as many near.

    Repeatable: equal arguments make equal trials.
    """
    random = Random(seed)
    entries = sorted({row.entry for row in names})
    kept_out = set(random.sample(entries, len(entries) // 10))
    listed = tuple(row for row in names if row.entry not in kept_out)
    spare = [row.name for row in names if row.entry in kept_out]
    known = {_written(row.name) for row in listed}
    return Trial(
        listed,
        tuple(_changed(listed, changes, random, each)),
        tuple(_clean(clean_makers(spare, random), known, clean)),
        tuple(_clean(near_makers(spare, random), known, clean // 3)),
    )


def alias_trial(names: Sequence[Published], *, seed: int, count: int, clean: int) -> Trial:
    """Naturally published aliases: one name of an entry is taken off the list and screened.

    Only aliases that share a word or its first four letters with a name that stays are taken:
    nothing finds a nickname by its letters.
    """
    random = Random(seed)
    by_entry: dict[str, list[Published]] = defaultdict(list)
    for row in names:
        by_entry[row.entry].append(row)
    several = sorted(entry for entry, rows in by_entry.items() if len(rows) > 1)
    taken: dict[str, Published] = {}
    for entry in random.sample(several, min(len(several), count * 3)):
        alias = random.choice(by_entry[entry])
        others = [row for row in by_entry[entry] if row.name != alias.name]
        if len(taken) < count and any(_resembles(alias.name, row.name) for row in others):
            taken[entry] = alias
    kept = tuple(r for r in names if not (r.entry in taken and r.name == taken[r.entry].name))
    base = make_trial(kept, {}, seed=seed, each=0, clean=clean)
    cases = (
        Case(row.name, "alias", frozenset({entry}), row.kind, part_of_case(row.list_name, "alias"))
        for entry, row in taken.items()
    )
    return Trial(kept, tuple(cases), base.clean, base.near)


def _changed(
    listed: Sequence[Published], changes: Mapping[str, Change], random: Random, each: int
) -> Iterator[Case]:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in listed:
        owners[_plain(row.name)].add(row.entry)
    pools = [[row for row in listed if is_chinese(row.name) == asian] for asian in (True, False)]
    for kind, change in changes.items():
        for pool in pools:
            for name, row in _tries(pool, change, random, each):
                part = part_of_case(row.list_name, kind)
                yield Case(name, kind, frozenset(owners[_plain(row.name)]), row.kind, part)


def _tries(
    pool: Sequence[Published], change: Change, random: Random, each: int
) -> Iterator[tuple[str, Published]]:
    made = 0
    for _ in range(each * TRIES if pool else 0):
        row = random.choice(pool)
        fits = 3 < len(row.name) < 90 or is_chinese(row.name)
        name = change(row.name, random) if fits else None
        if name and name != row.name:
            made += 1
            yield name, row
        if made == each:
            return


def _clean(
    makers: Sequence[tuple[str, str, Maker]], known: set[tuple[str, ...]], count: int
) -> Iterator[Case]:
    """Names by each maker in turn, without those that are on the list."""
    made = 0
    while makers and made < count:
        kind, what, maker = makers[made % len(makers)]
        name = maker()
        if name and _written(name) not in known:
            made += 1
            yield Case(name, kind, frozenset(), what)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _written(name: str) -> tuple[str, ...]:
    """The words in order of the alphabet, without case and punctuation."""
    return tuple(sorted(re.findall(r"\w+", name.casefold())))


def _resembles(alias: str, other: str) -> bool:
    starts = {word[:4] for word in _written(other) if len(word) > 2}
    return any(word[:4] in starts for word in _written(alias) if len(word) > 2)
