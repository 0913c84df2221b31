"""Findings of a case about one subject, beside what was declared of it."""

from dataclasses import dataclass, field

from shipments.review.beside import Fact
from shipments.review.match import Match
from shipments.screening.wording import FindingView


@dataclass
class Concern:
    """Findings about one subject (a line, a party, the declaration) and what was declared."""

    title: str
    anchor: str
    findings: list[FindingView]
    facts: list[Fact]
    matches: list[Match] = field(default_factory=list)

    @property
    def effect(self) -> int:
        """The gravest finding's."""
        return max((finding.effect for finding in self.findings), default=0)
