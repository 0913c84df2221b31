"""From likeness to the probability of being the party, at the size of the list that was searched.

A likeness of four fifths means much on a list of ten names and little on one of half a million,
where some name is alike by chance. `FITTED` says which likeness is worth `AT` for lists of some
sizes, and how fast the odds grow with likeness; `bench_matching --fit` prints it afresh.
"""

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from compliance.parties.matching.calibration import CAP_BELOW_EXACT, SCALE

AT = 8000
LEAST = 1


class Fitted(NamedTuple):
    """`knots`: (names on the list, likeness worth AT); `slope`: hundredths of log-odds for each
    hundredth of likeness, below and above that likeness."""

    knots: tuple[tuple[int, int], ...]
    slope_below: int
    slope_above: int


FITTED = Fitted(
    knots=((1, 7600), (1_000, 7800), (10_000, 7900), (65_000, 8100), (650_000, 8500)),
    slope_below=8,
    slope_above=20,
)


@lru_cache(maxsize=64)
def worth_at(names: int) -> int:
    """The likeness that is worth AT on a list of that many names; logarithms between knots."""
    knots = FITTED.knots
    for (low, at_low), (high, at_high) in pairwise(knots):
        if names <= high:
            share = math.log(max(names, low) / low) / math.log(high / low)
            return round(at_low + share * (at_high - at_low))
    return knots[-1][1]


def score(likeness: int, names: int, more: int = 0) -> int:
    """Probability of SCALE for a likeness of SCALE; `more`: hundredths of log-odds beside it."""
    return _probability(_log_odds(likeness, names) + more)


def moved(score_: int, more: int) -> int:
    """A score with further evidence, in hundredths of log-odds."""
    bounded = min(max(score_, LEAST), SCALE - 1)
    return _probability(_logit(bounded) + more)


def likeness_for(floor: int, names: int, more: int = 0) -> int:
    """The least likeness whose score, with the most that can come beside it, reaches the floor."""
    low, high = 0, SCALE
    while low < high:
        middle = (low + high) // 2
        if score(middle, names, more) < floor:
            low = middle + 1
        else:
            high = middle
    return low


def _log_odds(likeness: int, names: int) -> int:
    above = likeness - worth_at(names)
    slope = FITTED.slope_above if above > 0 else FITTED.slope_below
    return _logit(AT) + round(above * slope / 100)


def _logit(score_: int) -> int:
    return round(100 * math.log(score_ / (SCALE - score_)))


@lru_cache(maxsize=8192)
def _probability(log_odds: int) -> int:
    whole = round(SCALE / (1 + math.exp(-log_odds / 100)))
    return min(max(whole, LEAST), CAP_BELOW_EXACT)
