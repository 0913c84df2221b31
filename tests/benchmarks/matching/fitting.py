"""Refits `odds.FITTED`: the likeness that a share of clean names reaches, by the size of the list.

What is printed goes into `compliance.parties.matching.odds` together with a new `values.ALGORITHM`:
a stored score names the engine that gave it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from compliance.parties.matching import REVIEW, SCALE, odds
from tests.benchmarks.matching import kept
from tests.benchmarks.matching.lists import Published, of_size
from tests.benchmarks.matching.measure import Measured, measure, screen_of
from tests.benchmarks.matching.trials import make_trial

RATE = 0.0085
"""False alerts aimed at at the floor: below one in a hundred, with room for another seed."""
SCORES = (6000, 7000, 8000, 9000, 9800)
LEAST = 7500
"""No list is so short that names less alike than this reach the floor."""


def fitted(names: Sequence[Published], options: dict[str, Any]) -> Iterator[str]:
    """Knots and alerts for each size of the list, clean names only, kinds untold."""
    knots, measured = [], []
    for size in options["sizes"]:
        sized = of_size(names, size, options["seed"])
        trial = make_trial(sized, {}, seed=options["seed"], each=0, clean=options["clean"])
        index = kept.index_of(trial.listed, options["keep"])
        measured.append(measure(screen_of(index, told=False), trial))
        score = round(measured[-1].threshold(RATE) * SCALE)
        at = max(LEAST, odds.likeness_for(score, index.size))
        knots.append((index.size, at + _above_the_floor(index.size)))
        yield f"  {index.size} names: likeness {knots[-1][1]} is worth {odds.AT}"
    yield f"knots={((1, LEAST + _above_the_floor(1)), *knots)}, slope={odds.FITTED.slope}"
    yield f"alerts now: {tuple((score, _alerts(measured, score)) for score in SCORES)}"


def _above_the_floor(names: int) -> int:
    """How much more likeness than the floor asks for is worth AT."""
    return odds.worth_at(names) - odds.likeness_for(round(REVIEW * SCALE), names)


def _alerts(measured: Sequence[Measured], score: int) -> int:
    """The worst share over the sizes, in ten thousand."""
    return round(SCALE * max(each.alerts(score / SCALE) for each in measured))
