"""Runs of earlier rule sets and name engines replay by the archived code that made them."""

import pytest

from compliance.accounts.models import User
from compliance.archive.models import Bundle
from compliance.archive.running import old_rules
from compliance.audit.log import record
from compliance.law.canonical import sha256_of
from compliance.policy.models import PolicyVersion
from shipments.models import ScreenedFinding, Screening, Shipment
from shipments.screening import replay as module
from shipments.screening.replay_log import replay_and_record
from tests.shipments.review.test_match_parts import shipment
from tests.shipments.screening.test_replay_alarms import screening, triggers_off

__all__ = ["screening", "shipment"]
pytestmark = pytest.mark.usefixtures("prc_lists")


FIRST_RULES = "a87ab85b23a1ba51c4d0d75ae1b3c8ba21a8e0669d5e0d46134096f8d968a705"


def as_if_run_by(version: str, screening: Screening) -> Screening:
    """The same facts as a run of that rule set would have stored them."""
    rules = old_rules(version)
    assert rules is not None
    facts = {name: part for name, part in screening.facts.items() if name != "policy"}
    then = rules.ask({"policy": PolicyVersion.objects.get(number=1).body, "facts": facts})
    plain = {name: getattr(screening, name) for name in KEPT}
    run = Screening.objects.create(
        **plain,
        number=screening.number + 1,
        ruleset_version=version,
        findings_sha256=sha256_of(then["findings"]),
        lane=then["lane"],
        gravity=then["gravity"],
        sampled=then["sampled"],
    )
    ScreenedFinding.objects.bulk_create(
        ScreenedFinding(screening=run, position=position, **finding)
        for position, finding in enumerate(then["findings"], start=1)
    )
    record(
        "rescreen",
        by=None,
        subject=run.shipment.subject,
        screening=run.number,
        facts_sha256=run.facts_sha256,
        findings_sha256=run.findings_sha256,
        lane=run.lane,
    )
    return module.replayable().get(pk=run.pk)


KEPT = (
    "shipment_id",
    "revision_id",
    "facts",
    "facts_sha256",
    "matcher_version",
    "policy_number",
    "list_versions",
    "started_at",
    "finished_at",
)


def test_a_run_of_the_previous_rule_set_replays_after_its_rules_have_changed(
    screening: Screening, auditor: User
) -> None:
    run = as_if_run_by(FIRST_RULES, screening)
    assert run.findings_sha256 != screening.findings_sha256, "the rules have changed since"
    verdict = replay_and_record(run, by=auditor)
    assert (verdict.differences, verdict.notes) == ((), ("archived_ruleset",))


def test_a_finding_changed_later_is_found_by_the_archived_rule_set(
    screening: Screening, auditor: User
) -> None:
    run = as_if_run_by(FIRST_RULES, screening)
    with triggers_off():
        run.findings.update(effect=1)
    verdict = module.replay(module.replayable().get(pk=run.pk))
    assert verdict.differences == ("findings",)


def test_a_run_is_archived_with_the_rules_and_the_engine_that_made_it(
    screening: Screening,
) -> None:
    kept = set(Bundle.objects.values_list("kind", "version"))
    assert kept == {("law", screening.ruleset_version), ("names", screening.matcher_version)}


def test_a_rule_changed_tomorrow_changes_no_run_of_today(
    screening: Screening, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ruleset_version", lambda: "f" * 64)
    monkeypatch.setattr(module, "evaluate", lambda facts: pytest.fail("today's rules were asked"))
    verdict = replay_and_record(screening, by=auditor)
    assert (verdict.differences, verdict.notes) == ((), ("archived_ruleset",))


def test_an_archived_rule_set_that_was_tampered_with_is_an_alarm(
    screening: Screening, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ruleset_version", lambda: "f" * 64)
    with triggers_off():
        Bundle.objects.filter(kind="law").update(content=b"PK")
    verdict = replay_and_record(screening, by=auditor)
    assert verdict.differences == ("archive",)


def test_an_older_name_engine_answers_for_the_runs_it_made(
    screening: Screening, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ALGORITHM", "gate49-names-99")
    verdict = replay_and_record(screening, by=auditor)
    assert (verdict.differences, verdict.notes) == ((), ("archived_matcher",))


def test_an_older_name_engine_weighs_kind_country_and_number_as_it_did(
    shipment: Shipment, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ALGORITHM", "gate49-names-99")
    run = shipment.screenings.get()
    assert run.facts["hits"]
    verdict = replay_and_record(run, by=auditor)
    assert (verdict.differences, verdict.notes) == ((), ("archived_matcher",))
    monkeypatch.setattr(module, "weighed_by", lambda version: ())
    assert replay_and_record(run, by=auditor).differences == ("hits",)
