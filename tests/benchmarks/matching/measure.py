"""Recall at fixed rates of false alerts, and speed, of whatever scores a name against a list."""

import itertools
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from compliance.parties.matching import Index
from tests.benchmarks.matching.trials import Case, Trial

SHOWN_FLOOR = 0.5
RATES = (0.005, 0.01, 0.02, 0.05)

_Item = TypeVar("_Item")
Screen = Callable[[Case], Sequence[tuple[str, float]]]
Wanted = Callable[[Case], bool]


@dataclass(frozen=True)
class Measured:
    """Scores of every case and the time of each screen in seconds."""

    right: tuple[float, ...]
    false: tuple[float, ...]
    near: tuple[float, ...]
    times: tuple[float, ...]
    trial: Trial

    def threshold(self, rate: float, wanted: Wanted | None = None) -> float:
        """The lowest threshold at which no more than `rate` of the clean names alert."""
        cases = zip(self.false, self.trial.clean, strict=True)
        ranked = sorted((s for s, case in cases if not wanted or wanted(case)), reverse=True)
        return ranked[int(rate * len(ranked))] + 1e-9 if ranked else 1.0

    def recall(self, least: float, wanted: Wanted | None = None) -> float:
        """Share of the changed names (those wanted) that find their entry at that score."""
        cases = zip(self.right, self.trial.changed, strict=True)
        scores = [score for score, case in cases if not wanted or wanted(case)]
        return _share(scores, least)

    def alerts(self, least: float, wanted: Wanted | None = None) -> float:
        """Share of the clean names (those wanted) that reach that score."""
        cases = zip(self.false, self.trial.clean, strict=True)
        return _share([score for score, case in cases if not wanted or wanted(case)], least)

    def near_alerts(self, least: float) -> float:
        """Share of the near names that reach that score."""
        return _share(self.near, least)


def measure(screen: Screen, trial: Trial) -> Measured:
    """Screen every case once, in turn, in this thread."""
    right, times = [], []
    for case in trial.changed:
        answer, spent = _timed(screen, case)
        times.append(spent)
        right.append(max((score for entry, score in answer if entry in case.targets), default=0.0))
    false: list[float] = []
    near: list[float] = []
    for scores, cases in ((false, trial.clean), (near, trial.near)):
        for case in cases:
            answer, spent = _timed(screen, case)
            times.append(spent)
            scores.append(max((score for _, score in answer), default=0.0))
    return Measured(tuple(right), tuple(false), tuple(near), tuple(times), trial)


def together(parts: Sequence[Measured]) -> Measured:
    """Several measurements on one list as one, with the names of all."""
    trials = [part.trial for part in parts]
    return Measured(
        right=_all(part.right for part in parts),
        false=_all(part.false for part in parts),
        near=_all(part.near for part in parts),
        times=_all(part.times for part in parts),
        trial=replace(
            trials[0],
            changed=_all(trial.changed for trial in trials),
            clean=_all(trial.clean for trial in trials),
            near=_all(trial.near for trial in trials),
        ),
    )


def _all(parts: Iterable[Sequence[_Item]]) -> tuple[_Item, ...]:
    return tuple(itertools.chain.from_iterable(parts))


def screen_of(index: Index, *, told: bool = True, floor: float = SHOWN_FLOOR) -> Screen:
    """Screens by the index; `told` says what the name names, as a declaration does."""

    def screen(case: Case) -> list[tuple[str, float]]:
        found = index.search(case.name, limit=30, floor=floor, kind=case.what if told else "")
        return [(hit.entry_id, hit.score) for hit in found]

    return screen


def _share(scores: Sequence[float], least: float) -> float:
    return sum(score >= least for score in scores) / len(scores) if scores else float("nan")


def _timed(screen: Screen, case: Case) -> tuple[Sequence[tuple[str, float]], float]:
    start = time.thread_time()
    answer = screen(case)
    return answer, time.thread_time() - start
