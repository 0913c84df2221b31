"""A list found unchanged at its source counts once two persons have said so."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.parties.confirmations import agree_unchanged, propose_unchanged
from compliance.parties.models import ListConfirmation, ListVersion
from compliance.refusals import Conflict, NotAllowed
from tests.compliance.parties.test_versions import WATCH, put_in_force

pytestmark = pytest.mark.django_db


def press(who: User, button: str) -> int:
    client = Client()
    client.force_login(who)
    return client.post(reverse(f"parties:{button}", args=[WATCH])).status_code


def confirmed_on() -> object:
    return ListVersion.objects.get(is_active=True).confirmed_on


def test_one_person_alone_does_not_confirm_a_list(policy_admin: User) -> None:
    version = put_in_force(2)
    propose_unchanged(version, by=policy_admin)
    with pytest.raises(NotAllowed):
        agree_unchanged(version, by=policy_admin)
    assert confirmed_on() is None


def test_one_person_alone_does_not_confirm_a_list_by_its_page(policy_admin: User) -> None:
    put_in_force(2)
    assert press(policy_admin, "confirm") == HTTPStatus.CONFLICT
    assert press(policy_admin, "report_unchanged") == HTTPStatus.FOUND
    assert press(policy_admin, "report_unchanged") == HTTPStatus.FOUND
    assert press(policy_admin, "confirm") == HTTPStatus.FORBIDDEN
    assert (confirmed_on(), ListConfirmation.objects.count()) == (None, 1)


def test_the_age_counts_from_the_day_the_first_person_looked(
    policy_admin: User, second_policy_admin: User
) -> None:
    version, looked = put_in_force(2, as_of=clock.today() - timedelta(days=9)), clock.today()
    propose_unchanged(version, by=policy_admin)
    with clock.at(clock.now() + timedelta(days=2)):
        agree_unchanged(version, by=second_policy_admin)
    assert confirmed_on() == looked
    verbs = Event.objects.filter(subject__startswith="list:").values_list("verb", "actor_name")
    assert [verb for verb, _who in verbs if "unchanged" in verb or "confirmed" in verb] == [
        "list_unchanged_proposed",
        "list_confirmed",
    ]


def test_nobody_agrees_to_what_nobody_said(policy_admin: User) -> None:
    with pytest.raises(Conflict):
        agree_unchanged(put_in_force(2), by=policy_admin)


def test_what_was_said_of_a_replaced_version_confirms_nothing(
    policy_admin: User, second_policy_admin: User
) -> None:
    version = put_in_force(2)
    propose_unchanged(version, by=policy_admin)
    put_in_force(3)
    with pytest.raises(Conflict):
        agree_unchanged(version, by=second_policy_admin)


@pytest.mark.parametrize("action", [propose_unchanged, agree_unchanged])
def test_only_policy_administrators_confirm_a_list(officer: User, action) -> None:
    with pytest.raises(NotAllowed):
        action(put_in_force(2), by=officer)


def test_the_database_refuses_one_person_as_both(policy_admin: User) -> None:
    found = propose_unchanged(put_in_force(2), by=policy_admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListConfirmation.objects.filter(pk=found.pk).update(agreed_by=policy_admin)


def test_the_page_asks_the_second_person_and_tells_the_first(
    policy_admin: User, second_policy_admin: User
) -> None:
    propose_unchanged(put_in_force(2), by=policy_admin)
    shown = {}
    for who in (policy_admin, second_policy_admin):
        client = Client(headers={"accept-language": "en"})
        client.force_login(who)
        client.cookies["language"] = "en"
        shown[who] = client.get(reverse("parties:list", args=[WATCH])).content.decode()
    agree = reverse("parties:confirm", args=[WATCH])
    assert agree in shown[second_policy_admin]
    assert agree not in shown[policy_admin]
    assert str(policy_admin) in shown[policy_admin]
