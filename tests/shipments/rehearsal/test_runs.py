"""A rehearsal from its start to the draft it is attached to."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy
from compliance.parties.models import ListedParty, ListVersion
from compliance.policy import actions as policy_actions
from compliance.policy.models import PolicyVersion
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from shipments.models import RehearsalChunk, RehearsalRun, Screening, Shipment
from shipments.moves import Status
from shipments.rehearsal import actions, chunk_work, tasks, trial
from shipments.rehearsal.actions import Plan
from shipments.rehearsal.chunk_work import stuck_chunks
from shipments.rehearsal.results import groups, totals
from shipments.screening.actions import rescreen
from tests.builders import freeze
from tests.shipments.rehearsal.conftest import Drafted, Rehearsed

Past = dict[str, Shipment]


def changed(run: RehearsalRun) -> dict[str, str]:
    return dict(run.cases.values_list("shipment__reference", "change"))


def test_a_lever_on_a_country_shows_what_would_have_been_reviewed(
    past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    run = rehearsed(drafted("KOR"))
    assert run.is_finished
    assert run.total == 3
    assert changed(run) == {past["korea"].reference: "to_review"}
    case = run.cases.get()
    assert (case.appeared, case.vanished) == (["DST-05"], [])
    assert (case.country, case.net_weight_kg) == ("KOR", Decimal(400))
    assert (case.lane_before, case.lane_after) == ("green", "review")
    assert (case.gravity_before, case.gravity_after) == (0, 2)
    assert not case.only_sampled


def test_another_hold_on_an_already_blocked_case_is_only_another_finding(
    past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    past_listed = past["listed"]
    assert past_listed.status == Status.IN_REVIEW
    run = rehearsed(drafted("FRA"))
    assert changed(run) == {past_listed.reference: "findings"}


def test_kilograms_are_summed_by_country_end_user_end_use_and_exporter(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, exporter: User
) -> None:
    run = rehearsed(drafted("KOR"))
    assert totals(run)["to_review"].kg == Decimal(400)
    found = {name: groups(run, name)[0] for name in ("country", "end_user", "end_use", "exporter")}
    assert {name: group.value for name, group in found.items()} == {
        "country": "KOR",
        "end_user": past["korea"].end_user_name,
        "end_use": "ito",
        "exporter": exporter.exporter.uscc,
    }
    assert all(group.kg == Decimal(400) for group in found.values())


def test_a_rehearsal_changes_nothing_real(
    past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    before = list(Shipment.objects.order_by("pk").values()), Screening.objects.count()
    rehearsed(drafted("KOR"))
    assert before == (list(Shipment.objects.order_by("pk").values()), Screening.objects.count())


def test_only_the_period_counts(past: Past, drafted: Drafted, rehearsed: Rehearsed) -> None:
    day = clock.today() - timedelta(days=3)
    assert rehearsed(drafted(), since=day, until=day).total == 0
    Shipment.objects.filter(pk=past["korea"].pk).update(
        submitted_at=clock.now() - timedelta(days=3)
    )
    assert rehearsed(drafted(), since=day, until=day).total == 1


def test_only_the_latest_run_over_the_last_revision_counts(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, exporter: User
) -> None:
    latest = rescreen(past["listed"].pk)
    assert latest is not None
    freeze(past["korea"], exporter)
    run = rehearsed(drafted())
    assert run.total == 2
    assert latest.pk in run.chunks.get().screenings


def test_the_result_is_attached_to_the_draft_which_then_can_be_signed(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, second_policy_admin: User
) -> None:
    version = drafted("KOR")
    with pytest.raises(Conflict):
        policy_actions.sign(version, body_sha256=version.body_sha256, by=second_policy_admin)
    run = rehearsed(version)
    version.refresh_from_db()
    assert run.is_attached
    assert version.rehearsal["run"] == run.pk
    assert version.rehearsal["body_sha256"] == version.body_sha256
    assert version.rehearsal["changes"]["to_review"] == {"count": 1, "kg": "400.00000"}
    signed = policy_actions.sign(version, body_sha256=version.body_sha256, by=second_policy_admin)
    assert signed.state == "signed"


def test_a_draft_changed_during_its_rehearsal_is_not_covered_by_it(
    past: Past,
    drafted: Drafted,
    rehearsed: Rehearsed,
    policy_admin: User,
    second_policy_admin: User,
) -> None:
    version = drafted("KOR")
    run = rehearsed(version, parts=False)
    policy = from_plain(drafted("NLD").body, Policy)
    changed_draft = policy_actions.revise(version, policy, note="Other", by=policy_admin)
    tasks.chunk(run.chunks.get().pk)
    run.refresh_from_db()
    assert run.is_finished
    assert not run.is_attached
    with pytest.raises(Conflict):
        policy_actions.sign(version, body_sha256=changed_draft.body_sha256, by=second_policy_admin)


def test_a_rehearsal_with_another_list_does_not_count_for_the_draft(
    past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    version = drafted()
    candidate = ListVersion.objects.get(list_code="watch_list")
    assert not rehearsed(version, candidate=candidate).is_attached
    version.refresh_from_db()
    assert version.rehearsal is None


def test_an_empty_period_is_finished_and_attached_at_once(
    policy_admin: User, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    run = rehearsed(drafted())
    assert run.is_finished
    assert run.is_attached


def test_a_part_done_twice_or_by_two_workers_counts_once(
    past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    run = rehearsed(drafted("KOR"), parts=False)
    chunk = run.chunks.get()
    both = [trial.Trial(run), trial.Trial(run)]
    for each in both:
        chunk_work._store(chunk, each, each.cases_among(chunk.screenings))
    tasks.chunk(chunk.pk)
    assert run.cases.count() == 1
    assert Event.objects.filter(verb="finish_rehearsal").count() == 1


def test_a_run_in_several_parts_ends_with_the_last_in_any_order(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "CHUNK_ROWS", 1)
    run = rehearsed(drafted("KOR"), parts=False)
    pks = list(run.chunks.values_list("pk", flat=True))
    for pk in reversed(pks):
        assert not RehearsalRun.objects.get(pk=run.pk).is_finished
        tasks.chunk(pk)
    assert RehearsalRun.objects.get(pk=run.pk).is_finished
    assert run.cases.count() == 1


def test_a_lost_part_is_sent_again_once_nothing_moves(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = rehearsed(drafted(), parts=False)
    pk = run.chunks.get().pk
    assert stuck_chunks(clock.now() - timedelta(seconds=60)) == []
    assert stuck_chunks(clock.now() + timedelta(seconds=1)) == [pk]
    monkeypatch.setattr(settings, "LEASE_SECONDS", -1)
    monkeypatch.setattr(tasks.chunk, "delay", tasks.chunk)
    tasks.sweep()
    assert RehearsalChunk.objects.get(pk=pk).done_at
    assert stuck_chunks(clock.now() + timedelta(seconds=1)) == []


def test_a_task_for_a_run_that_is_gone_does_nothing(db: None) -> None:
    tasks.chunk(490_049)
    assert not Event.objects.exists()


def test_old_runs_are_judged_by_todays_rules_on_both_sides(
    past: Past, drafted: Drafted, rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "ruleset_version", lambda: "another")
    assert changed(rehearsed(drafted("KOR"))) == {past["korea"].reference: "to_review"}
    assert changed(rehearsed(policy=policy_on(clock.today()))) == {}


def test_facts_that_cannot_be_read_are_counted_and_not_hidden(
    past: Past, drafted: Drafted, rehearsed: Rehearsed
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE shipments_screening DISABLE TRIGGER USER")
    Screening.objects.filter(shipment=past["korea"]).update(facts={"declaration": {}})
    run = rehearsed(drafted("KOR"))
    assert run.chunks.get().unreadable == 1
    assert run.is_finished


def test_an_embargo_tried_shows_whom_it_would_stop(past: Past, rehearsed: Rehearsed) -> None:
    today = policy_on(clock.today())
    strict = replace(today, embargoed_countries=("NLD",))
    run = rehearsed(policy=strict)
    assert changed(run) == {past["netherlands"].reference: "to_review"}
    case = run.cases.get()
    assert (case.appeared, case.gravity_after) == (["DST-03"], 3)


def test_a_larger_sample_is_told_apart_from_findings(past: Past, rehearsed: Rehearsed) -> None:
    run = rehearsed(policy=replace(policy_on(clock.today()), sampling_rate=Decimal(1)))
    assert {case.only_sampled for case in run.cases.all()} == {True}
    assert run.cases.count() == 2


def test_a_list_version_that_is_not_in_force_is_tried(past: Past, rehearsed: Rehearsed) -> None:
    active = ListVersion.objects.get(list_code="watch_list")
    tried = ListVersion.objects.create(
        list_code="watch_list",
        number=active.number + 1,
        source="Trial",
        sha256="9" * 64,
        rows=1,
        as_of=clock.today(),
        imported_at=clock.now(),
    )
    name = past["korea"].end_user_name
    ListedParty.objects.create(
        version=tried,
        key="T-1",
        digest="t" * 64,
        name_en=name,
        names=[name],
        measure="watch",
        listed_on=clock.today() - timedelta(days=9),
        periods=[
            {
                "since": (clock.today() - timedelta(days=9)).isoformat(),
                "until": None,
                "status": "listed",
                "notice": "",
            }
        ],
    )
    run = rehearsed(policy=policy_on(clock.today()), candidate=tried)
    assert changed(run) == {past["korea"].reference: "to_review"}
    assert ListVersion.objects.get(list_code="watch_list", is_active=True) == active


@pytest.mark.parametrize("role", ["exporter", "officer", "auditor"])
def test_only_policy_administrators_rehearse(
    request: pytest.FixtureRequest, drafted: Drafted, role: str
) -> None:
    version: PolicyVersion = drafted()
    plan = Plan(_read(version), "No", clock.today(), clock.today(), draft=version)
    with pytest.raises(NotAllowed):
        actions.start(plan, by=request.getfixturevalue(role))


def _read(version: PolicyVersion) -> Any:
    return from_plain(version.body, Policy)


def test_start_and_end_are_events(past: Past, drafted: Drafted, rehearsed: Rehearsed) -> None:
    run = rehearsed(drafted())
    events = Event.objects.filter(subject=f"rehearsal:{run.pk}").order_by("seq")
    assert [event.verb for event in events] == ["start_rehearsal", "finish_rehearsal"]
    assert events[0].detail["body_sha256"] == run.body_sha256


def test_the_benchmark_leaves_nothing_behind(db: None) -> None:
    out = StringIO()
    call_command("bench_rehearsal", "--count", "12", "--rounds", "1", stdout=out)
    assert "rehearsed 12 shipments" in out.getvalue()
    assert not Shipment.objects.exists()
