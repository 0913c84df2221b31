"""The list a benchmark runs on: a JSONL file of parties, or a smaller one made up here."""

import json
from pathlib import Path
from random import Random

from compliance.parties.matching.evaluation import cases
from compliance.parties.matching.values import ListedName

_FIRST = (
    "Ivan Sergei Amir Hassan Karim Leila Maria Jorge Anna Pavel Yusuf Farid Olga Dmitri".split()
)
_LAST = "Petrovsky Karimov Haddad Almeida Voronin Rahmani Castillo Nazarov Belov Sharifi".split()


def read_names(path: Path) -> list[ListedName]:
    """Names of a file with one `{"id": …, "names": […]}` a line."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    return [ListedName(row["id"], name) for row in rows for name in row["names"] if name.strip()]


def made_names(seed: int, parties: int) -> list[ListedName]:
    """Coined parties: companies with a Chinese and an English name, and persons."""
    random = Random(seed)  # noqa: S311 - a repeatable benchmark, no secret
    coin = dict(cases.coined_makers(random))
    names: list[ListedName] = []
    for number in range(parties):
        entry = f"made:{number}"
        if number % 3 == 0:
            person = f"{random.choice(_FIRST)} {random.choice(_FIRST)}ovich {random.choice(_LAST)}"
            names.append(ListedName(entry, person))
            continue
        names.append(ListedName(entry, coin["zh company"]()))
        names.append(ListedName(entry, coin["en company"]()))
    return names
