"""Dispositions (发现处置): what becomes of each finding of hold grade and above before a release.

Cured by a paper, accepted, or overridden on a ground; the second officer reads each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance.law.rule import Effect
from shipments.models import (
    Attachment,
    Decision,
    Disposition,
    DispositionKind,
    PartyRole,
    ScreenedFinding,
    Shipment,
)

LEAST_GROUND = 10


@dataclass(frozen=True)
class Disposed:
    """One finding's disposition as an officer gives it; `paper` is an attachment's key."""

    kind: str
    ground: str
    paper: int | None = None


@dataclass(frozen=True)
class Problem:
    """What a disposition lacks: the finding's position, the part at fault, the sentence."""

    position: int
    part: str
    sentence: str


def about(finding: ScreenedFinding) -> str:
    """The rule and whom or what it met: LIC-02, line 1; or PTY-01, consignee."""
    role = finding.party_ref.rpartition("-")[0]
    if finding.line:
        return _("%(rule)s, line %(number)s") % {"rule": finding.rule, "number": finding.line}
    if role in PartyRole.values:
        named = {"rule": finding.rule, "role": PartyRole(role).label}
        return _("%(rule)s, %(role)s") % named
    return finding.rule


def grave_findings(shipment: Shipment) -> list[ScreenedFinding]:
    """Findings of hold and block grade of the latest run over the current revision."""
    screening = shipment.screenings.filter(revision__number=shipment.revision_no).first()
    if screening is None:
        return []
    return list(screening.findings.filter(effect__gte=Effect.HOLD))


def papers_of(shipment: Shipment) -> list[Attachment]:
    """The exporter's papers a finding can be cured by."""
    return list(shipment.attachments.filter(removed_at__isnull=True))


def kinds_for(finding: ScreenedFinding) -> list[DispositionKind]:
    """A blocking finding cannot simply be accepted."""
    kinds = list(DispositionKind)
    if finding.effect >= Effect.BLOCK:
        kinds.remove(DispositionKind.ACCEPTED)
    return kinds


def problems_of(
    findings: list[ScreenedFinding], papers: list[Attachment], given: Mapping[int, Disposed]
) -> list[Problem]:
    """What is missing before each of the findings has its disposition."""
    known = {paper.pk for paper in papers}
    found = (_problem(finding, given.get(finding.position), known) for finding in findings)
    return [problem for problem in found if problem]


def check(
    findings: list[ScreenedFinding], papers: list[Attachment], given: Mapping[int, Disposed]
) -> None:
    """Raise ValidationError unless each of the findings, by its position, has its disposition."""
    told = [problem.sentence for problem in problems_of(findings, papers, given)]
    if told:
        raise ValidationError(told)


def keep(
    decision: Decision, findings: list[ScreenedFinding], given: Mapping[int, Disposed]
) -> list[dict[str, Any]]:
    """Store them under the decision; what the event log tells of each."""
    rows = [
        Disposition(
            decision=decision,
            finding=finding,
            kind=given[finding.position].kind,
            ground=given[finding.position].ground,
            paper_id=given[finding.position].paper,
        )
        for finding in findings
    ]
    Disposition.objects.bulk_create(rows)
    return [
        {
            "rule": row.finding.rule,
            "line": row.finding.line,
            "party": row.finding.party_ref,
            "kind": str(row.kind),
            "ground": row.ground,
            "paper": row.paper_id,
        }
        for row in rows
    ]


def _problem(finding: ScreenedFinding, given: Disposed | None, papers: set[int]) -> Problem | None:
    about = {"rule": finding.rule, "count": LEAST_GROUND}
    if given is None or given.kind not in kinds_for(finding):
        sentence = _("Say what becomes of finding %(rule)s.") % about
        return Problem(finding.position, "kind", sentence)
    if given.kind == DispositionKind.CURED and given.paper not in papers:
        sentence = _("Name the paper that cures finding %(rule)s.") % about
        return Problem(finding.position, "paper", sentence)
    if len("".join(given.ground.split())) < LEAST_GROUND:
        sentence = (
            _("Give the ground for finding %(rule)s in %(count)s characters at least.") % about
        )
        return Problem(finding.position, "ground", sentence)
    return None
