"""Recall at fixed rates of false alerts, and speed, of whatever scores a name against a list."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compliance.parties.matching.evaluation.cases import Trial

RATES = (0.005, 0.01, 0.02, 0.05)

Screen = Callable[[str], Sequence[tuple[str, float]]]


@dataclass(frozen=True)
class Measured:
    """Scores of every case and the time of each screen in seconds."""

    right: tuple[float, ...]
    false: tuple[float, ...]
    near: tuple[float, ...]
    times: tuple[float, ...]
    trial: Trial

    def threshold(self, rate: float) -> float:
        """The lowest threshold at which no more than `rate` of the clean names alert."""
        ranked = sorted(self.false, reverse=True)
        return ranked[int(rate * len(ranked))] + 1e-9

    def recall(self, rate: float, *, chinese: bool | None = None, kind: str = "") -> float:
        least = self.threshold(rate)
        scores = [
            score
            for score, case in zip(self.right, self.trial.changed, strict=True)
            if (chinese is None or case.chinese == chinese) and (not kind or case.kind == kind)
        ]
        return sum(score >= least for score in scores) / len(scores) if scores else float("nan")

    def near_alerts(self, rate: float) -> float:
        """Share of the near names that reach the threshold of a rate."""
        least = self.threshold(rate)
        return sum(score >= least for score in self.near) / max(1, len(self.near))

    def kinds(self) -> list[str]:
        return list(dict.fromkeys(case.kind for case in self.trial.changed))


def measure(screen: Screen, trial: Trial) -> Measured:
    """Screen every case once, in turn, in this thread."""
    right, times = [], []
    for case in trial.changed:
        answer, spent = _timed(screen, case.name)
        times.append(spent)
        right.append(max((score for entry, score in answer if entry in case.targets), default=0.0))
    false: list[float] = []
    near: list[float] = []
    for scores, cases in ((false, trial.clean), (near, trial.near)):
        for case in cases:
            answer, spent = _timed(screen, case.name)
            times.append(spent)
            scores.append(max((score for _, score in answer), default=0.0))
    return Measured(tuple(right), tuple(false), tuple(near), tuple(times), trial)


def _timed(screen: Screen, name: str) -> tuple[Sequence[tuple[str, float]], float]:
    start = time.perf_counter()
    answer = screen(name)
    return answer, time.perf_counter() - start
