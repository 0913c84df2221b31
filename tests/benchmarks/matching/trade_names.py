"""Company names of the indium trade, judged by hand: the same company, or another.

The companies are real and public (target makers, smelters, photonics, traders); none of them is
listed. They only serve as a list to screen against.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from compliance.parties.matching import REVIEW, Index, ListedName

FILE = Path(__file__).with_name("trade_names.txt")
Scored = Callable[[str], Sequence[tuple[str, float]]]


@dataclass(frozen=True)
class Pair:
    """A declared name beside a company; `same` is the judgement."""

    country: str
    company: str
    declared: str
    same: bool


@cache
def judged() -> tuple[Pair, ...]:
    """Every judged pair of the file, which says at its head how it is written."""
    pairs: list[Pair] = []
    country = company = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line[0] in "=!":
            pairs.append(Pair(country, company, line[1:], line[0] == "="))
        elif line[0] != "#":
            country, _, company = line.partition(" ")
    return tuple(pairs)


def companies() -> list[str]:
    """The names to screen against, each once."""
    return list(dict.fromkeys(pair.company for pair in judged()))


def scores_of(screen: Scored) -> list[float]:
    """The score of each pair's own company for the declared name."""
    return [dict(screen(pair.declared)).get(pair.company, 0.0) for pair in judged()]


def figures(floor: float) -> Iterator[str]:
    """Recall, false alerts and F1 at the production floor, by country."""
    index = Index.build(ListedName(name, name) for name in companies())

    def screen(name: str) -> list[tuple[str, float]]:
        return [(hit.entry_id, hit.score) for hit in index.search(name, limit=30, floor=floor)]

    scores = scores_of(screen)
    yield f"\nCompanies of the indium trade: {len(scores)} names judged by hand"
    yield f"  all: {_line(judged(), scores)}"
    for country in sorted({pair.country for pair in judged()}):
        chosen = [n for n, pair in enumerate(judged()) if pair.country == country]
        pairs = [judged()[n] for n in chosen]
        yield f"  {country}: {_line(pairs, [scores[n] for n in chosen])}"


def _line(pairs: Sequence[Pair], scores: Sequence[float]) -> str:
    same = [score for pair, score in zip(pairs, scores, strict=True) if pair.same]
    other = [score for pair, score in zip(pairs, scores, strict=True) if not pair.same]
    found, wrong = sum(s >= REVIEW for s in same), sum(s >= REVIEW for s in other)
    f1 = 2 * found / max(1, len(same) + found + wrong)
    return f"{found} of {len(same)} same shown, {wrong} of {len(other)} others shown, F1 {f1:.3f}"
