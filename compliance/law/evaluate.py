"""From facts to a lane: which findings there are and whether anyone has to look."""

from dataclasses import dataclass

from compliance.law.facts import Facts
from compliance.law.rule import Finding
from compliance.law.rules import findings_of
from compliance.law.surroundings import Freshness

GREEN = "green"
REVIEW = "review"


@dataclass(frozen=True)
class Evaluation:
    """Findings in catalogue order, the lane, the gravest effect (0 without findings).

    `sampled` says that only chance sent the shipment to review.
    """

    findings: tuple[Finding, ...]
    lane: str
    gravity: int
    sampled: bool = False


def evaluate(facts: Facts) -> Evaluation:
    """Judge the facts. Green only with no finding, all lists fresh and not drawn as a sample."""
    findings = findings_of(facts)
    gravity = max((finding.effect for finding in findings), default=0)
    sampled = not findings and facts.draw < facts.policy.sampling_rate
    is_green = not findings and not sampled and _lists_are_fresh(facts)
    return Evaluation(findings, GREEN if is_green else REVIEW, gravity, sampled)


def _lists_are_fresh(facts: Facts) -> bool:
    """Checked here once more, apart from the rule: no catalogue change may weaken it."""
    return bool(facts.lists) and all(state.state == Freshness.FRESH for state in facts.lists)
