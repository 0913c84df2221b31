"""Drafting and signing a policy: two people, clear errors, and no change afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import sha256_of
from compliance.law.default_policy import default_policy
from compliance.law.policy import Policy
from compliance.policy import actions
from compliance.policy.comparison import differences
from compliance.policy.models import PolicyState, PolicyVersion
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from tests.compliance.policy.filling import tomorrow, typed

pytestmark = pytest.mark.django_db


def a_new_policy(**changes: object) -> Policy:
    return replace(default_policy(), in_force_from=tomorrow(), **changes)


def rehearsed(version: PolicyVersion, by: User) -> PolicyVersion:
    result = {"body_sha256": version.body_sha256, "run": 1, "total": 0, "changes": {}}
    return actions.attach_rehearsal(version, result, by=by)


@pytest.fixture
def draft(policy_admin: User) -> PolicyVersion:
    version = actions.draft(a_new_policy(claim_minutes=45), note="Longer claims", by=policy_admin)
    return rehearsed(version, policy_admin)


def test_the_first_policy_is_the_default_of_the_program() -> None:
    assert policy_on(date(2024, 1, 1)) == default_policy()


def test_before_the_first_policy_there_is_none() -> None:
    with pytest.raises(PolicyVersion.DoesNotExist):
        policy_on(date(2023, 12, 31))


def test_a_signed_policy_is_in_force_from_its_date_and_not_before(
    draft: PolicyVersion, second_policy_admin: User
) -> None:
    actions.sign(draft, body_sha256=draft.body_sha256, by=second_policy_admin)
    assert policy_on(clock.today()).number == 1
    assert policy_on(tomorrow()).number == draft.number
    assert policy_on(tomorrow()).claim_minutes == 45


def test_a_draft_is_never_in_force(draft: PolicyVersion) -> None:
    assert policy_on(tomorrow()).number == 1


def test_whoever_drafted_a_policy_cannot_sign_it(draft: PolicyVersion, policy_admin: User) -> None:
    with pytest.raises(NotAllowed):
        actions.sign(draft, body_sha256=draft.body_sha256, by=policy_admin)


def test_the_database_refuses_one_person_as_drafter_and_signatory(draft: PolicyVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(pk=draft.pk).update(signed_by=draft.drafted_by)


def test_whoever_changes_a_draft_last_cannot_sign_it(
    draft: PolicyVersion, second_policy_admin: User
) -> None:
    changed = actions.revise(
        draft, a_new_policy(claim_minutes=50), note="More", by=second_policy_admin
    )
    with pytest.raises(NotAllowed):
        actions.sign(draft, body_sha256=changed.body_sha256, by=second_policy_admin)


def test_a_draft_changed_after_reading_cannot_be_signed_unread(
    draft: PolicyVersion, policy_admin: User, second_policy_admin: User
) -> None:
    read = draft.body_sha256
    actions.revise(draft, a_new_policy(claim_minutes=50), note="More", by=policy_admin)
    with pytest.raises(Conflict):
        actions.sign(draft, body_sha256=read, by=second_policy_admin)


@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, False)])
def test_a_policy_cannot_begin_in_the_past(
    policy_admin: User, second_policy_admin: User, days: int, is_refused: bool
) -> None:
    begins = clock.today() + timedelta(days=days)
    policy = replace(default_policy(), in_force_from=begins)
    version = rehearsed(actions.draft(policy, note="Late", by=policy_admin), policy_admin)
    try:
        actions.sign(version, body_sha256=version.body_sha256, by=second_policy_admin)
    except Conflict:
        assert is_refused
    else:
        assert not is_refused


def test_a_draft_is_rehearsed_before_it_is_signed(
    draft: PolicyVersion, policy_admin: User, second_policy_admin: User
) -> None:
    changed = actions.revise(draft, a_new_policy(claim_minutes=50), note="More", by=policy_admin)
    with pytest.raises(Conflict):
        actions.sign(changed, body_sha256=changed.body_sha256, by=second_policy_admin)


def test_a_rehearsal_of_other_content_is_not_attached(
    draft: PolicyVersion, policy_admin: User
) -> None:
    stale = {"body_sha256": draft.body_sha256}
    actions.revise(draft, a_new_policy(claim_minutes=50), note="More", by=policy_admin)
    with pytest.raises(Conflict):
        actions.attach_rehearsal(draft, stale, by=policy_admin)


def test_a_policy_is_signed_once(draft: PolicyVersion, second_policy_admin: User) -> None:
    actions.sign(draft, body_sha256=draft.body_sha256, by=second_policy_admin)
    with pytest.raises(Conflict):
        actions.sign(draft, body_sha256=draft.body_sha256, by=second_policy_admin)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(note="Something else"),
        lambda rows: rows.update(in_force_from=date(2020, 1, 1)),
        lambda rows: rows.update(state=PolicyState.DRAFT),
        lambda rows: rows.delete(),
    ],
)
def test_the_database_refuses_any_change_of_a_signed_policy(
    draft: PolicyVersion, second_policy_admin: User, change: Callable[..., object]
) -> None:
    actions.sign(draft, body_sha256=draft.body_sha256, by=second_policy_admin)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(PolicyVersion.objects.filter(pk=draft.pk))


def test_a_discarded_draft_is_gone_for_good_and_its_number_too(
    draft: PolicyVersion, policy_admin: User, second_policy_admin: User
) -> None:
    actions.discard(draft, by=policy_admin)
    with pytest.raises(Conflict):
        actions.sign(draft, body_sha256=draft.body_sha256, by=second_policy_admin)
    assert actions.draft(a_new_policy(), note="Next", by=policy_admin).number == draft.number + 1


def test_the_stored_hash_is_that_of_the_stored_policy(draft: PolicyVersion) -> None:
    stored = PolicyVersion.objects.get(pk=draft.pk)
    assert stored.body_sha256 == sha256_of(stored.body)
    assert stored.body["number"] == stored.number


def test_each_step_leaves_an_event(draft: PolicyVersion, second_policy_admin: User) -> None:
    actions.sign(draft, body_sha256=draft.body_sha256, by=second_policy_admin)
    events = Event.objects.filter(subject=f"policy:{draft.number}").order_by("seq")
    assert [event.verb for event in events] == [
        "policy_drafted",
        "policy_rehearsed",
        "policy_signed",
    ]


def test_only_policy_administrators_draft(officer: User) -> None:
    with pytest.raises(NotAllowed):
        actions.draft(a_new_policy(), note="No", by=officer)


def test_a_policy_is_drafted_and_signed_in_the_browser(
    client: Client, policy_admin: User, second_policy_admin: User
) -> None:
    client.force_login(policy_admin)
    client.post("/policies/new/", typed(claim_minutes="20"))
    version = rehearsed(PolicyVersion.objects.get(number=2), policy_admin)
    assert 'action="/policies/2/sign/"' not in client.get("/policies/2/").content.decode()
    client.force_login(second_policy_admin)
    assert 'action="/policies/2/sign/"' in client.get("/policies/2/").content.decode()
    client.post("/policies/2/sign/", {"body_sha256": version.body_sha256})
    assert policy_on(tomorrow()).claim_minutes == 20


def test_the_comparison_shows_what_changed_and_nothing_else(
    client: Client, auditor: User, draft: PolicyVersion
) -> None:
    client.force_login(auditor)
    page = client.get(f"/policies/compare/?from=1&to={draft.number}")
    (difference,) = page.context["differences"]
    assert difference.parameter.name == "claim_minutes"
    assert (difference.removed, difference.added) == (("30",), ("45",))


@pytest.mark.parametrize("verb", ["sign", "discard"])
@pytest.mark.parametrize(
    ("role", "status"), [("exporter", 404), ("officer", 403), ("auditor", 403)]
)
def test_others_cannot_decide_on_a_draft(
    request: pytest.FixtureRequest,
    client: Client,
    draft: PolicyVersion,
    verb: str,
    role: str,
    status: int,
) -> None:
    client.force_login(request.getfixturevalue(role))
    assert client.post(f"/policies/{draft.number}/{verb}/").status_code == status


def test_a_signed_policy_has_no_edit_page(client: Client, policy_admin: User) -> None:
    client.force_login(policy_admin)
    assert client.get("/policies/1/edit/").status_code == 404


def test_rows_that_were_only_reordered_are_no_difference() -> None:
    policy = default_policy()
    turned = replace(policy, transit_hubs=tuple(reversed(policy.transit_hubs)))
    assert differences(policy, turned) == ()


def test_a_changed_number_is_a_difference() -> None:
    policy = default_policy()
    changed = replace(policy, sampling_rate=Decimal("0.10"))
    assert [each.parameter.name for each in differences(policy, changed)] == ["sampling_rate"]
