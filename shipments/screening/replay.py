"""Replay: run a stored screening again from what was stored, and compare byte for byte."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from compliance.audit.models import Event
from compliance.law.canonical import canonical_bytes, sha256_of
from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts
from compliance.law.ruleset import ruleset_version
from compliance.law.screened import screened_parties
from compliance.parties.matching import ALGORITHM
from compliance.parties.models import ListVersion
from compliance.parties.screening import hits_for
from shipments.models import Screening
from shipments.moves import verbs_that_store_a_run
from shipments.screening.runs import (
    FINDING_FIELDS,
    UnreadableFacts,
    restored_facts,
    signed_body,
)


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
    """Re-run the rules and the name matching of a stored screening.

    Differences: unreadable, facts, revision, policy, lists, hits, findings, outcome, event.
    """
    try:
        facts = restored_facts(screening.facts)
    except UnreadableFacts:
        return Replay(screening, ("unreadable",), tuple(_notes(screening)))
    found = (*_input_differences(screening, facts), *_output_differences(screening, facts))
    return Replay(screening, found, tuple(_notes(screening)))


def replayable() -> QuerySet[Screening]:
    """Screenings joined to what a replay reads, in the order they were made."""
    joined = Screening.objects.select_related("shipment", "revision")
    return joined.prefetch_related("findings").order_by("pk")


def _input_differences(screening: Screening, facts: Facts) -> Iterator[str]:
    if sha256_of(screening.facts) != screening.facts_sha256:
        yield "facts"
    if sha256_of(screening.facts["declaration"]) != sha256_of(screening.revision.content):
        yield "revision"
    if screening.facts["policy"]["sha256"] != sha256_of(signed_body(screening.facts)):
        yield "policy"
    versions = list(_versions(screening))
    if _lists_used(facts) != {each.list_code: (each.number, each.sha256) for each in versions}:
        yield "lists"
    parties = screened_parties(facts.declaration)
    hits = hits_for(
        parties,
        facts.declared_on,
        versions,
        also_on=facts.export_days,
        floor=facts.policy.match_floor,
    )
    by_this_engine = screening.matcher_version == ALGORITHM
    if by_this_engine and canonical_bytes(hits) != canonical_bytes(_undecided(facts)):
        yield "hits"


def _output_differences(screening: Screening, facts: Facts) -> Iterator[str]:
    evaluation = evaluate(facts)
    found = canonical_bytes(evaluation.findings)
    if sha256_of(evaluation.findings) != screening.findings_sha256 or found != _rows(screening):
        yield "findings"
    outcome = (evaluation.lane, evaluation.gravity, evaluation.sampled)
    if outcome != (screening.lane, screening.gravity, screening.sampled):
        yield "outcome"
    if not _is_in_the_log(screening):
        yield "event"


def _notes(screening: Screening) -> Iterator[str]:
    if screening.ruleset_version != ruleset_version():
        yield "ruleset"
    if screening.matcher_version != ALGORITHM:
        yield "matcher"


def _versions(screening: Screening) -> QuerySet[ListVersion]:
    wanted = Q(pk__in=[])
    for list_code, number in screening.list_versions.items():
        wanted |= Q(list_code=list_code, number=number)
    return ListVersion.objects.filter(wanted).order_by("list_code")


def _lists_used(facts: Facts) -> dict[str, tuple[int, str]]:
    """Number and hash by list code; a list that was missing then has neither."""
    used = (state for state in facts.lists if state.version)
    return {state.list_code: (state.version, state.sha256) for state in used}


def _undecided(facts: Facts) -> object:
    """The stored hits as matching found them, before officers' dismissals were laid over."""
    return tuple(replace(hit, dismissed=False) for hit in facts.hits)


def _rows(screening: Screening) -> bytes:
    """The stored findings as they would be hashed."""
    rows = sorted(screening.findings.all(), key=lambda row: row.position)
    return canonical_bytes([{name: getattr(row, name) for name in FINDING_FIELDS} for row in rows])


def _is_in_the_log(screening: Screening) -> bool:
    """Whether the event written with the run names the same hashes."""
    return Event.objects.filter(
        subject=screening.shipment.subject,
        verb__in=verbs_that_store_a_run(),
        detail__screening=screening.number,
        detail__facts_sha256=screening.facts_sha256,
        detail__findings_sha256=screening.findings_sha256,
        detail__lane=screening.lane,
    ).exists()
