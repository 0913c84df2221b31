"""Replay: run a stored screening again from what was stored, and compare byte for byte."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from compliance.law.canonical import canonical_bytes, sha256_of
from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts
from compliance.law.ruleset import ruleset_version
from compliance.law.screened import screened_parties
from compliance.parties.matching import ALGORITHM
from compliance.parties.models import ListVersion
from compliance.parties.screening import hits_for
from shipments.models import Screening
from shipments.screening.runs import restored_facts


@dataclass(frozen=True)
class Replay:
    """What a replay found. `differences` is empty when every byte is as stored; `notes` name
    versions of this program that have changed since, which is no fault by itself."""

    screening: Screening
    differences: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def matches(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def replay(screening: Screening) -> Replay:
    """Re-run the rules and the name matching of a stored screening."""
    facts = restored_facts(screening.facts)
    return Replay(screening, tuple(_differences(screening, facts)), tuple(_notes(screening)))


def _differences(screening: Screening, facts: Facts) -> Iterator[str]:
    if sha256_of(screening.facts) != screening.facts_sha256:
        yield "facts"
    if sha256_of(evaluate(facts).findings) != screening.findings_sha256:
        yield "findings"
    if screening.facts["policy"]["sha256"] != sha256_of(facts.policy):
        yield "policy"
    if canonical_bytes(_hits_again(screening, facts)) != canonical_bytes(_undecided(facts)):
        yield "hits"


def _notes(screening: Screening) -> Iterator[str]:
    if screening.ruleset_version != ruleset_version():
        yield "ruleset"
    if screening.matcher_version != ALGORITHM:
        yield "matcher"


def _hits_again(screening: Screening, facts: Facts) -> object:
    wanted = Q(pk__in=[])
    for list_code, number in screening.list_versions.items():
        wanted |= Q(list_code=list_code, number=number)
    versions = ListVersion.objects.filter(wanted).order_by("list_code")
    return hits_for(screened_parties(facts.declaration), facts.declared_on, versions)


def _undecided(facts: Facts) -> object:
    """The stored hits as matching found them, before officers' dismissals were laid over."""
    return tuple(replace(hit, dismissed=False) for hit in facts.hits)
