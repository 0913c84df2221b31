"""What a rule rests on: an instrument of law and one provision of it. The instruments themselves
are listed in instruments.py."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Instrument:
    """A law, regulation or announcement. `periods` are [since, until) spans it applied in."""

    key: str
    name_zh: str
    name_en: str
    periods: tuple[tuple[date, date | None], ...]
    source: str = ""
    confidence: str = "V2"

    def stands_on(self, day: date) -> bool:
        """Whether it had begun and was not over for good; a suspension does not end it."""
        last = self.periods[-1][1]
        return self.periods[0][0] <= day and (last is None or day < last)

    def in_force_by_text(self, day: date) -> bool:
        """Whether one of its published periods holds the day."""
        return any(since <= day and (until is None or day < until) for since, until in self.periods)

    def article(self, number: str, gloss_zh: str = "", gloss_en: str = "") -> "Basis":
        """One provision of the instrument, with a gloss in this project's own words."""
        return Basis(self, number, gloss_zh, gloss_en)


@dataclass(frozen=True)
class Basis:
    """The provision a rule rests on."""

    instrument: Instrument
    article: str = ""
    gloss_zh: str = ""
    gloss_en: str = ""
