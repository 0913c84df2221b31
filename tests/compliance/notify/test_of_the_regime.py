"""Lists and policies: who keeps them hears of alarms and of what waits for a second person."""

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.notify.models import Notice
from compliance.notify.tasks import tell
from compliance.parties.alarms import raise_alarm
from compliance.parties.confirmations import propose_unchanged
from compliance.parties.kept_sentences import tell as told
from compliance.parties.models import AlarmKind, ListVersion

pytestmark = pytest.mark.django_db


def home_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/").content.decode()


def test_a_list_alarm_reaches_everybody_who_keeps_lists_and_stands_on_their_home(
    people: dict[str, User], prc_lists: None
) -> None:
    raise_alarm("export_control_list", AlarmKind.STALE, told("The list is too old"))
    tell()
    rows = Notice.objects.values_list("user__username", "kind")
    assert set(rows) == {("policy", "alarm"), ("policy2", "alarm")}
    assert "警报：名单" in home_of(people["policy"])
    assert "警报：名单" not in home_of(people["exporter"])


def test_what_one_found_unchanged_waits_for_the_other(
    policy_admin: User, second_policy_admin: User, prc_lists: None
) -> None:
    version = ListVersion.objects.get(list_code="export_control_list", is_active=True)
    propose_unchanged(version, by=policy_admin)
    tell()
    assert set(Notice.objects.values_list("user__username", "kind")) == {("policy2", "signature")}
    assert "须由第二人确认" in home_of(second_policy_admin)
    assert "须由第二人确认" not in home_of(policy_admin)
