"""One run's policy and list tried over stored screenings, as fast as one core can."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import process_time
from typing import Any, NamedTuple

from compliance.law.canonical import from_plain
from compliance.law.evaluate import Evaluation
from compliance.law.facts import Facts
from compliance.law.policy import Policy
from compliance.law.ruleset import ruleset_version
from compliance.policy.versions import policy_numbered
from shipments.models import Change, RehearsalRun, RehearsedCase, ScreenedFinding, Screening
from shipments.rehearsal.candidate import candidate_of, judged_with
from shipments.rehearsal.judging import (
    Verdict,
    as_if_in_force,
    change_between,
    rehearse,
    rules_of,
    verdict_of,
)
from shipments.rehearsal.quotas import course_over
from shipments.screening.runs import UnreadableFacts, facts_under


class Row(NamedTuple):
    """The columns of one stored screening that a trial reads."""

    pk: int
    shipment_id: int
    facts: dict[str, Any]
    lane: str
    gravity: int
    findings_sha256: str
    ruleset_version: str
    policy_number: int


class Trial:
    """`cases_among` gives the screenings that fare differently; `unreadable` counts those whose
    stored facts this version of the program cannot read; `cpu_seconds` is what it cost."""

    def __init__(self, run: RehearsalRun) -> None:
        self.run = run
        written = from_plain(run.body, Policy)
        self.written_quotas = written.quotas
        self.policy = as_if_in_force(written, run.since)
        self.candidate = candidate_of(run)
        self.ruleset = ruleset_version()
        self.unreadable = 0
        self.cpu_seconds = 0.0

    def cases_among(self, pks: Sequence[int]) -> list[RehearsedCase]:
        """Unsaved rows for the screenings with these primary keys."""
        begin = process_time()
        rows = Screening.objects.filter(pk__in=pks).values_list(*Row._fields)
        cases = [case for row in rows for case in self._case(Row(*row))]
        _name_vanished(cases)
        self.cpu_seconds += process_time() - begin
        return cases

    def _case(self, row: Row) -> Iterator[RehearsedCase]:
        try:
            facts = facts_under(self.policy, row.facts)
        except UnreadableFacts:
            self.unreadable += 1
            return
        before, rules_before = self._before(row, facts)
        tried = judged_with(self.candidate, facts) if self.candidate else facts
        tried = self._with_quotas(tried, row)
        evaluation = rehearse(tried, self.policy)
        after = verdict_of(evaluation)
        change = change_between(before, after)
        if change:
            yield _case_row(self.run, row, facts, change, before, evaluation, rules_before)

    def _with_quotas(self, facts: Facts, row: Row) -> Facts:
        """As the tried quotas would have stood; where they were in force already, as they did."""
        if not self.policy.quotas:
            return facts
        if policy_numbered(row.policy_number).quotas == self.written_quotas:
            return facts
        states = course_over(self.run.pk, self.policy.quotas, self.run.since, self.run.until).states
        return replace(facts, quotas=states.get(row.shipment_id, ()))

    def _before(self, row: Row, facts: Facts) -> tuple[Verdict, list[str] | None]:
        """As stored, if the rules are still the same; else under today's rules."""
        if row.ruleset_version == self.ruleset:
            return Verdict(row.lane, row.gravity, row.findings_sha256), None
        evaluation = rehearse(facts, policy_numbered(row.policy_number))
        return verdict_of(evaluation), rules_of(evaluation.findings)


def _case_row(
    run: RehearsalRun,
    row: Row,
    facts: Facts,
    change: Change,
    before: Verdict,
    after: Evaluation,
    rules_before: list[str] | None,
) -> RehearsedCase:
    statement, names = facts.statement, facts.end_user_names
    return RehearsedCase(
        run=run,
        screening_id=row.pk,
        shipment_id=row.shipment_id,
        change=change,
        lane_before=before.lane,
        lane_after=after.lane,
        gravity_before=before.gravity,
        gravity_after=after.gravity,
        only_sampled=after.sampled or (change == Change.TO_GREEN and not before.gravity),
        appeared=rules_of(after.findings),
        vanished=rules_before,
        country=facts.declaration.final_destination,
        end_user=names[0][:400] if names else "",
        end_use=statement.end_use if statement else "",
        exporter=facts.declaration.exporter.uscc,
        net_weight_kg=facts.net_weight_kg,
    )


def _name_vanished(cases: list[RehearsedCase]) -> None:
    """From all rules after and before to those that came and those that went."""
    stored: dict[int, list[str]] = {}
    pks = [case.screening_id for case in cases if case.vanished is None]
    findings = ScreenedFinding.objects.filter(screening_id__in=pks).order_by("position")
    for pk, rule in findings.values_list("screening_id", "rule"):
        stored.setdefault(pk, []).append(rule)
    for case in cases:
        after = case.appeared
        before = stored.get(case.screening_id, []) if case.vanished is None else case.vanished
        case.appeared = [rule for rule in after if rule not in before]
        case.vanished = list(dict.fromkeys(rule for rule in before if rule not in after))
