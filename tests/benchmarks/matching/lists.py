"""The list a benchmark runs on: a JSONL file of parties, or one made up here; any size of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from compliance.parties.matching import ListedName
from tests.benchmarks.matching import cases

KINDS = {"Person": "person", "Company": "company", "Organization": "company", "Vessel": "vessel",
         "Airplane": "aircraft"}  # fmt: skip
_FIRST = (
    "Ivan Sergei Amir Hassan Karim Leila Maria Jorge Anna Pavel Yusuf Farid Olga Dmitri".split()
)
_LAST = "Petrovsky Karimov Haddad Almeida Voronin Rahmani Castillo Nazarov Belov Sharifi".split()


@dataclass(frozen=True, slots=True)
class Published:
    """A published name with the list it is on and what it names, "" where the list is silent."""

    entry: str
    name: str
    kind: str = ""

    @property
    def list_name(self) -> str:
        """The list, which stands before the colon of an entry."""
        return self.entry.partition(":")[0]

    def listed(self) -> ListedName:
        """As the index takes it."""
        return ListedName(self.entry, self.name, self.kind)


def read_names(path: Path) -> list[Published]:
    """Names of a file with one `{"id": …, "names": […], "schema": …}` a line."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    return [
        Published(row["id"], name, KINDS.get(row.get("schema", ""), ""))
        for row in rows
        for name in row["names"]
        if name.strip()
    ]


def made_names(seed: int, parties: int) -> list[Published]:
    """Coined parties: companies with a Chinese and an English name, and persons."""
    random = Random(seed)
    coin = dict(cases.coined_makers(random))
    names: list[Published] = []
    for number in range(parties):
        entry = f"made{number % 7}:{number}"
        if number % 3 == 0:
            person = f"{random.choice(_FIRST)} {random.choice(_FIRST)}ovich {random.choice(_LAST)}"
            names.append(Published(entry, person, "person"))
            continue
        names.append(Published(entry, coin["zh company"](), "company"))
        names.append(Published(entry, coin["en company"](), "company"))
    return names


def of_size(names: Sequence[Published], size: int, seed: int) -> list[Published]:
    """Some of the names, whole entries only, or all of them and more that are made of their words.

    Made names take each word from another name of as many words, so that words are as common and
    names as long as on the real list.
    """
    if size >= len(names):
        return [*names, *_more(names, size - len(names), Random(seed))]
    entries = list(dict.fromkeys(row.entry for row in names))
    Random(seed).shuffle(entries)
    kept, room = set(), size
    counts: dict[str, int] = {}
    for row in names:
        counts[row.entry] = counts.get(row.entry, 0) + 1
    for entry in entries:
        if room <= 0:
            break
        kept.add(entry)
        room -= counts[entry]
    return [row for row in names if row.entry in kept]


def _more(names: Sequence[Published], count: int, random: Random) -> Iterator[Published]:
    alike: dict[tuple[int, str, bool], list[Published]] = {}
    for row in names:
        alike.setdefault(_build(row), []).append(row)
    for number in range(count):
        first = random.choice(names)
        others = alike[_build(first)]
        words = [random.choice(others).name.split()[place] for place in range(_build(first)[0])]
        yield Published(f"more:{number}", " ".join(words), first.kind)


def _build(row: Published) -> tuple[int, str, bool]:
    return len(row.name.split()), row.kind, row.name.isascii()
