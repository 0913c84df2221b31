"""From likeness to the probability of being the party, at the size of the list that was searched.

A likeness of four fifths means much on a list of ten names and little on one of half a million,
where some name is alike by chance. `FITTED` says which likeness is worth `AT` on lists of some
sizes; `bench_matching --fit` prints it afresh from the part for development. Above that likeness
the log-odds rise faster, and end at the step below an equal name, where likeness tells the order.
"""

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from compliance.parties.matching.calibration import CAP_BELOW_EXACT, SCALE

AT = 8944
RISE = 3113
"""Thousandths of log-odds from there to the likeness of the step below an equal name."""
LEAST = 1
ONE_WORD = 8200
"""Of one word that alone names a person or a vessel, and with its legal form a company."""


class Fitted(NamedTuple):
    """`knots`: (names on the list, likeness worth AT).

    `slope`: thousandths of log-odds for each ten thousandth of likeness below that. `alerts`:
    (score, clean names in ten thousand that reach it on a list of 10,000 names or more).
    """

    knots: tuple[tuple[int, int], ...]
    slope: int
    alerts: tuple[tuple[int, int], ...]


FITTED = Fitted(
    knots=((1, 8250), (10_000, 8250), (60_000, 8250), (130_000, 8250), (585_000, 8626)),
    slope=1,
    alerts=((6000, 254), (7000, 162), (8000, 86), (9000, 25), (9800, 5)),
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
    """Probability of SCALE for a likeness of SCALE; `more`: thousandths of log-odds beside it."""
    return _probability(_log_odds(likeness, names) + more)


def moved(score_: int, more: int) -> int:
    """A score with further evidence, in thousandths of log-odds."""
    return _probability(_logit(min(max(score_, LEAST), SCALE - 1)) + more)


@lru_cache(maxsize=256)
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


def expected_alerts(floor: float) -> float:
    """Share of names that are on no list which a floor lets alert, on a list of usual length."""
    wanted = floor * SCALE
    alerts = FITTED.alerts
    for (low, at_low), (high, at_high) in pairwise(alerts):
        if wanted <= high:
            share = (max(wanted, low) - low) / (high - low)
            return (at_low + share * (at_high - at_low)) / SCALE
    return alerts[-1][1] / SCALE


def _log_odds(likeness: int, names: int) -> int:
    at = worth_at(names)
    if likeness <= at:
        return _logit(AT) - (at - likeness) * FITTED.slope
    return _logit(AT) + round(RISE * (likeness - at) / (CAP_BELOW_EXACT - at))


def _logit(score_: int) -> int:
    return round(1000 * math.log(score_ / (SCALE - score_)))


@lru_cache(maxsize=16384)
def _probability(log_odds: int) -> int:
    whole = round(SCALE / (1 + math.exp(-log_odds / 1000)))
    return min(max(whole, LEAST), CAP_BELOW_EXACT)
