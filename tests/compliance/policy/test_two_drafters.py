"""Two policy administrators change one draft: nothing of either is overwritten unseen."""

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.law.default_policy import default_policy
from compliance.policy import actions
from compliance.policy.models import PolicyVersion
from compliance.refusals import Conflict
from tests.compliance.policy.filling import typed
from tests.compliance.policy.test_drafting import a_new_policy
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(policy_admin: User) -> PolicyVersion:
    return actions.draft(a_new_policy(claim_minutes=45), note="Longer claims", by=policy_admin)


@pytest.fixture
def page(draft: PolicyVersion) -> str:
    return f"/policies/{draft.number}/edit/"


def opened(client: Client, page: str) -> dict[str, str]:
    return fields_of(client.get(page).content.decode(), "shown")


def stored(draft: PolicyVersion) -> dict:
    return PolicyVersion.objects.get(pk=draft.pk).body


def test_different_parameters_are_merged_and_named(
    draft: PolicyVersion, page: str, policy_admin: User, second_policy_admin: User
) -> None:
    mine, theirs = signed_in(policy_admin), signed_in(second_policy_admin)
    first, second = opened(mine, page), opened(theirs, page)
    assert theirs.post(page, {**second, "claim_minutes": "70"}).status_code == 302
    answer = mine.post(page, {**first, "note": "Longer claims, again"}, follow=True)
    assert stored(draft)["claim_minutes"] == 70
    assert PolicyVersion.objects.get(pk=draft.pk).note == "Longer claims, again"
    assert "Kept as a colleague saved it meanwhile" in answer.content.decode()


def test_a_parameter_that_both_changed_is_told_beside_its_box_and_saved_by_saving_again(
    draft: PolicyVersion, page: str, policy_admin: User, second_policy_admin: User
) -> None:
    mine, theirs = signed_in(policy_admin), signed_in(second_policy_admin)
    first, second = opened(mine, page), opened(theirs, page)
    changed = {"claim_minutes": "70", "note": "Seventy"}
    assert theirs.post(page, {**second, **changed}).status_code == 302
    answer = mine.post(page, {**first, "claim_minutes": "80"})
    html = answer.content.decode()
    assert 'id="id_claim_minutes_error"' in html
    assert "Somebody saved meanwhile: 70." in html
    assert stored(draft)["claim_minutes"] == 70
    shown = fields_of(html, "shown")
    assert shown["claim_minutes"] == "80"
    assert mine.post(page, shown).status_code == 302
    assert stored(draft)["claim_minutes"] == 80
    assert PolicyVersion.objects.get(pk=draft.pk).note == "Seventy", "the colleague's stays"


def test_the_action_refuses_what_was_judged_by_an_older_draft(
    draft: PolicyVersion, policy_admin: User
) -> None:
    old = PolicyVersion.objects.get(pk=draft.pk)
    actions.revise(draft, a_new_policy(claim_minutes=70), note="Seventy", by=policy_admin)
    with pytest.raises(Conflict, match="草案期间已被更改"):
        actions.revise(old, a_new_policy(claim_minutes=80), note="Eighty", by=policy_admin)
    assert stored(draft)["claim_minutes"] == 70


def test_a_form_sent_without_what_was_shown_is_taken_as_typed(
    draft: PolicyVersion, page: str, policy_admin: User
) -> None:
    answer = signed_in(policy_admin).post(page, typed(claim_minutes="90"))
    assert answer.status_code == 302
    assert stored(draft)["claim_minutes"] == 90 != default_policy().claim_minutes
