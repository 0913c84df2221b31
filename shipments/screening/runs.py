"""One screening run as a row: what went in, what came out, and the hashes that prove it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any, get_type_hints

from django.db.models import Q, QuerySet

from compliance import clock
from compliance.archive.models import BundleKind
from compliance.archive.shelf import archive
from compliance.law.canonical import from_plain, sha256_of, to_plain
from compliance.law.evaluate import Evaluation, evaluate
from compliance.law.facts import Earlier, Facts, ListState, PastShipment
from compliance.law.policy import Policy
from compliance.law.rule import Finding
from compliance.law.ruleset import ruleset_version
from compliance.parties.matching import ALGORITHM
from compliance.parties.models import ListVersion
from compliance.policy.models import PolicyVersion
from shipments.models import Revision, ScreenedFinding, Screening
from shipments.screening.appearances import note_appearances

FACT_PARTS = {name: kind for name, kind in get_type_hints(Facts).items() if name != "policy"}
MALFORMED = (
    ArithmeticError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)
FINDING_FIELDS = tuple(field.name for field in fields(Finding))


class UnreadableFacts(Exception):
    """What is stored is not, or no longer, the plain form of Facts."""


@dataclass(frozen=True)
class Run:
    """Facts and their evaluation before they are stored; `started_at` is aware."""

    facts: Facts
    evaluation: Evaluation
    started_at: datetime


def run_rules(facts: Facts) -> Run:
    """Evaluate the rules in force over the facts."""
    started_at = clock.now()
    return Run(facts, evaluate(facts), started_at)


def store_run(revision: Revision, run: Run) -> Screening:
    """Write the run and its findings, and keep the rules and the name engine that made it. The
    caller holds the shipment's lock."""
    archive(BundleKind.LAW, ruleset_version())
    archive(BundleKind.NAMES, ALGORITHM)
    screening = screening_row(revision, run, revision.shipment.screenings.count() + 1)
    screening.save(force_insert=True)
    ScreenedFinding.objects.bulk_create(finding_rows(screening, run))
    note_appearances(revision, run.facts.declaration)
    return screening


def screening_row(revision: Revision, run: Run, number: int) -> Screening:
    """The run as an unsaved row."""
    facts = stored_facts(run.facts)
    return Screening(
        shipment_id=revision.shipment_id,
        revision=revision,
        number=number,
        facts=facts,
        facts_sha256=sha256_of(facts),
        findings_sha256=sha256_of(run.evaluation.findings),
        ruleset_version=ruleset_version(),
        matcher_version=ALGORITHM,
        policy_number=run.facts.policy.number,
        list_versions={state.list_code: state.version for state in run.facts.lists},
        lane=run.evaluation.lane,
        gravity=run.evaluation.gravity,
        sampled=run.evaluation.sampled,
        started_at=run.started_at,
        finished_at=clock.now(),
    )


def finding_rows(screening: Screening, run: Run) -> list[ScreenedFinding]:
    """Its findings as unsaved rows, in catalogue order."""
    return [
        ScreenedFinding(screening=screening, position=position, **to_plain(finding))
        for position, finding in enumerate(run.evaluation.findings, start=1)
    ]


def lists_behind(screening: Screening, codes: Iterable[str]) -> QuerySet[ListVersion]:
    """The versions of these lists that the run used."""
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= Q(list_code=code, number=screening.list_versions.get(code))
    return ListVersion.objects.filter(wanted)


def stored_facts(facts: Facts) -> dict[str, Any]:
    """Plain facts; of the policy, which never changes once signed, only number and hash. The hash
    is that of the body as signed: a parameter added later makes no old run look changed."""
    plain: dict[str, Any] = to_plain(facts)
    number = facts.policy.number
    signed = PolicyVersion.objects.values_list("body_sha256", flat=True).get(number=number)
    return {**plain, "policy": {"number": number, "sha256": signed}}


def signed_body(stored: dict[str, Any]) -> Any:
    """The body of the policy a stored run used, as it stands in the database now."""
    return PolicyVersion.objects.values_list("body", flat=True).get(
        number=stored["policy"]["number"]
    )


def restored_facts(stored: dict[str, Any]) -> Facts:
    """The facts of a stored run, with the policy of that number as it was signed.

    Raises UnreadableFacts.
    """
    try:
        version = PolicyVersion.objects.get(number=stored["policy"]["number"])
        policy = from_plain(version.body, Policy)
    except (PolicyVersion.DoesNotExist, *MALFORMED) as error:
        raise UnreadableFacts(str(error)) from error
    return facts_under(policy, stored)


def facts_under(policy: Policy, stored: dict[str, Any]) -> Facts:
    """The facts of a stored run with that policy; parts added since take their defaults.

    Raises UnreadableFacts.
    """
    try:
        parts = {name: _part(name, stored[name]) for name in FACT_PARTS if name in stored}
        return Facts(policy=policy, **parts)
    except MALFORMED as error:
        raise UnreadableFacts(str(error)) from error


def _part(name: str, plain: Any) -> Any:
    """Past shipments and lists come again and again in the runs of a year: read each once."""
    if name == "earlier":
        return tuple(_earlier(tuple(each)) for each in plain)
    if name == "history":
        return tuple(_past(tuple(each.items())) for each in plain)
    if name == "lists":
        return _lists(tuple(tuple(each.items()) for each in plain))
    return from_plain(plain, FACT_PARTS[name])


@lru_cache(maxsize=20_000)
def _past(items: tuple[tuple[str, Any], ...]) -> PastShipment:
    return from_plain(dict(items), PastShipment)


@lru_cache(maxsize=20_000)
def _earlier(row: tuple[Any, ...]) -> Earlier:
    return from_plain(row, Earlier)


@lru_cache(maxsize=64)
def _lists(states: tuple[tuple[tuple[str, Any], ...], ...]) -> tuple[ListState, ...]:
    return from_plain([dict(items) for items in states], tuple[ListState, ...])
