"""Replay: run a stored screening again from what was stored, and compare byte for byte."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from django.db.models import QuerySet

from compliance.archive.models import BundleKind
from compliance.archive.running import Failed, old_rules
from compliance.archive.shelf import is_archived
from compliance.audit.models import Event
from compliance.law.canonical import canonical_bytes, sha256_of, to_plain
from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts, PartyHit
from compliance.law.ruleset import ruleset_version
from compliance.law.screened import screened_parties
from compliance.parties.matching import ALGORITHM
from compliance.parties.models import ListVersion
from compliance.parties.old_index import OldIndex, is_archived_engine, weighed_by
from compliance.parties.screening import hits_for
from shipments.models import Screening
from shipments.moves import verbs_that_store_a_run
from shipments.screening.runs import (
    FINDING_FIELDS,
    UnreadableFacts,
    lists_behind,
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

    Differences: unreadable, facts, revision, policy, lists, hits, findings, outcome, event,
    archive.
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
    versions = list(lists_behind(screening, screening.list_versions).order_by("list_code"))
    if _lists_used(facts) != {each.list_code: (each.number, each.sha256) for each in versions}:
        yield "lists"
    try:
        hits = _hits(screening, facts, versions)
    except Failed:
        yield "archive"
        return
    if hits is not None and canonical_bytes(hits) != canonical_bytes(_undecided(facts)):
        yield "hits"


def _output_differences(screening: Screening, facts: Facts) -> Iterator[str]:
    try:
        judged = _judged(screening, facts)
    except Failed:
        yield "archive"
        return
    found = canonical_bytes(judged["findings"])
    if sha256_of(judged["findings"]) != screening.findings_sha256 or found != _rows(screening):
        yield "findings"
    outcome = (judged["lane"], judged["gravity"], judged["sampled"])
    if outcome != (screening.lane, screening.gravity, screening.sampled):
        yield "outcome"
    if not _is_in_the_log(screening):
        yield "event"


def _judged(screening: Screening, facts: Facts) -> dict[str, Any]:
    """By the rule set of that run: today's, or the archived one in a process of its own; where none
    is archived, by today's. Raises Failed."""
    if screening.ruleset_version != ruleset_version():
        rules = old_rules(screening.ruleset_version)
        if rules:
            stored = {k: v for k, v in screening.facts.items() if k != "policy"}
            answer = rules.ask({"policy": signed_body(screening.facts), "facts": stored})
            return cast(dict[str, Any], answer)
    return cast(dict[str, Any], to_plain(evaluate(facts)))


def _hits(
    screening: Screening, facts: Facts, versions: Sequence[ListVersion]
) -> tuple[PartyHit, ...] | None:
    """By the name engine of that run, in its plain form where it is no longer today's; None where
    that engine was never archived. Raises Failed."""
    parties, days = screened_parties(facts.declaration), facts.export_days
    asked = partial(hits_for, parties, facts.declared_on, versions, also_on=days)
    then, floor = screening.matcher_version, facts.policy.match_floor
    if then == ALGORITHM:
        return asked(floor=floor)
    if not is_archived_engine(then):
        return None
    return asked(floor=floor, engine=partial(OldIndex, then), weighed_by_it=weighed_by(then))


def _notes(screening: Screening) -> Iterator[str]:
    if screening.ruleset_version != ruleset_version():
        is_kept = is_archived(BundleKind.LAW, screening.ruleset_version)
        yield "archived_ruleset" if is_kept else "ruleset"
    if screening.matcher_version != ALGORITHM:
        yield "archived_matcher" if is_archived_engine(screening.matcher_version) else "matcher"


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
