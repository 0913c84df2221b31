"""Rehearsal: what another policy or another list would have made of stored facts. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from compliance.law.canonical import sha256_of
from compliance.law.evaluate import GREEN, Evaluation, evaluate
from compliance.law.facts import Facts, ListState, PartyHit
from compliance.law.policy import Policy, Restriction
from compliance.law.quotas import Quota
from compliance.law.rule import Finding
from compliance.law.surroundings import Freshness
from compliance.parties.restricted import restricted_parties
from compliance.parties.versions import max_age_days
from shipments.models import Change

NO_FINDINGS = sha256_of(())
Lever = TypeVar("Lever", Restriction, Quota)


@dataclass(frozen=True)
class Verdict:
    """The outcome of a run as far as two runs are compared."""

    lane: str
    gravity: int
    findings_sha256: str


def rehearse(facts: Facts, policy: Policy) -> Evaluation:
    """The same facts judged under another policy: lists as old as they were by its limits, its own
    restrictions looked for among the parties."""
    lists = tuple(_aged(state, facts.judged_on, policy) for state in facts.lists)
    if facts.policy is policy and lists == facts.lists and not policy.restrictions:
        return evaluate(facts)
    restricted = restricted_parties(policy, facts.declaration)
    return evaluate(replace(facts, policy=policy, lists=lists, restricted=restricted))


def as_if_in_force(policy: Policy, since: date) -> Policy:
    """The policy with every restriction and quota that its own first day finds alive reaching back
    to `since`; otherwise one that begins tomorrow could never be rehearsed. Price bands and
    suspensions keep their dates: they describe the past."""
    restrictions = tuple(_reaching_back(each, policy, since) for each in policy.restrictions)
    quotas = tuple(_reaching_back(each, policy, since) for each in policy.quotas)
    return replace(policy, restrictions=restrictions, quotas=quotas)


def with_list(facts: Facts, state: ListState, hits: tuple[PartyHit, ...]) -> Facts:
    """The facts as they would be had that version of the list been in force. An officer's
    dismissal stands while name and entry are what they were."""
    dismissed = {_pair(hit) for hit in facts.hits if hit.dismissed}
    new = tuple(replace(hit, dismissed=_pair(hit) in dismissed) for hit in hits)
    kept = tuple(hit for hit in facts.hits if hit.list_code != state.list_code)
    states = tuple(each for each in facts.lists if each.list_code != state.list_code)
    in_order = sorted(
        (*kept, *new), key=lambda hit: (hit.party_ref, hit.list_code, -hit.score, hit.entry_key)
    )
    return replace(
        facts,
        hits=tuple(in_order),
        lists=tuple(sorted((*states, state), key=lambda each: each.list_code)),
    )


def verdict_of(evaluation: Evaluation) -> Verdict:
    """What of an evaluation is compared."""
    findings = evaluation.findings
    digest = sha256_of(findings) if findings else NO_FINDINGS
    return Verdict(evaluation.lane, evaluation.gravity, digest)


def change_between(before: Verdict, after: Verdict) -> Change | None:
    """What kind of difference it is; None when there is none."""
    if before.lane != after.lane:
        return Change.TO_GREEN if after.lane == GREEN else Change.TO_REVIEW
    if before.gravity != after.gravity:
        return Change.HEAVIER if after.gravity > before.gravity else Change.LIGHTER
    return None if before.findings_sha256 == after.findings_sha256 else Change.FINDINGS


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    """Rule codes, each once, in order."""
    return list(dict.fromkeys(finding.rule for finding in findings))


def _aged(state: ListState, on: date | None, policy: Policy) -> ListState:
    """Fresh or stale anew; what was missing, shrunken or bad stays so. Facts from before ages were
    kept stay as they are."""
    if on is None or state.good_on is None or state.state not in (Freshness.FRESH, Freshness.STALE):
        return state
    limit = max_age_days(state.list_code, policy)
    is_stale = limit is not None and (on - state.good_on).days > limit
    judged = Freshness.STALE if is_stale else Freshness.FRESH
    return state if state.state == judged else replace(state, state=judged)


def _reaching_back(each: Lever, policy: Policy, since: date) -> Lever:
    is_over = each.until is not None and each.until <= policy.in_force_from
    return each if is_over else replace(each, since=min(each.since, since))


def _pair(hit: PartyHit) -> tuple[str, str, str, str, str]:
    return (hit.party_ref, hit.declared_name, hit.list_code, hit.entry_key, hit.entry_digest)
