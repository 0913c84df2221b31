"""The provisions a case rests on, as they are frozen with a paper when it is asked for."""

from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.rule import CATALOGUE, Effect
from shipments.models import Revision, ScreenedFinding
from shipments.papers import PAPERS
from shipments.papers.basis import cited


def basis_of(kind: str, revision: Revision) -> list[list[str]]:
    """Citations as [Chinese, English], of the findings of hold and block grade in the revision's
    latest run that the exporter may know; empty where the paper prints its general provision."""
    if not PAPERS[kind].rests_on_findings:
        return []
    run = revision.screenings.first()
    findings = ScreenedFinding.objects.filter(
        screening=run, disclosed=True, effect__gte=Effect.HOLD
    )
    rules = {each.rule: CATALOGUE[each.rule] for each in findings if each.rule in CATALOGUE}
    declared_on = from_plain(revision.content, Declaration).declared_on
    bases = (basis for rule in rules.values() for basis in rule.basis_on(declared_on))
    return [[each.zh, each.en] for each in cited(bases)]
