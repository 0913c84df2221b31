"""Lists brought in by the command: first shown, then put in force, alarms for what is bad."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from compliance import clock
from compliance.accounts.models import User
from compliance.law.facts import ListState
from compliance.parties import upload_work
from compliance.parties.models import ListUpload, ListVersion
from compliance.parties.upload_actions import approve
from compliance.parties.versions import activate_version, list_states
from compliance.policy.versions import policy_on
from tests.compliance.parties.conftest import csv_of, entries

WATCH = "watch_list"


def put_in_force(count: int, as_of: date) -> ListVersion:
    return activate_version(WATCH, entries(count), source="test", sha256="a" * 64, as_of=as_of)


def state_of(list_code: str) -> str:
    today = clock.today()
    states: dict[str, ListState] = {
        each.list_code: each for each in list_states(policy_on(today), today)
    }
    return states[list_code].state


def test_the_command_shows_then_brings_in_for_another_to_put_in_force(
    tmp_path: Path, policy_admin: User, second_policy_admin: User, officer: User
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(csv_of(3))
    arguments = ("import_list", WATCH, "own_csv", str(path), "--as-of", "2026-11-01")
    call_command(*arguments)
    assert not ListUpload.objects.exists()
    for name in ("nobody", officer.username):
        with pytest.raises(CommandError):
            call_command(*arguments, "--by", name)
    call_command(*arguments, "--by", policy_admin.username)
    assert not ListVersion.objects.exists()
    upload = ListUpload.objects.get()
    approve(upload, by=second_policy_admin)
    version = upload_work.put_in_force(upload.pk)
    assert version is not None
    assert (version.rows, version.is_active, version.as_of) == (3, True, date(2026, 11, 1))


@pytest.mark.parametrize("text", ["", "rubbish", "name_zh,name_en,listed_on\n"])
def test_the_command_ends_with_a_sentence_and_an_alarm_for_a_bad_file(
    tmp_path: Path, text: str, policy_admin: User
) -> None:
    put_in_force(3, as_of=date(2026, 11, 1))
    path = tmp_path / "list.csv"
    path.write_text(text)
    about = {"as_of": date(2026, 11, 2), "by": policy_admin.username}
    with pytest.raises(CommandError, match=r"\.$"):
        call_command("import_list", WATCH, "own_csv", str(path), **about)
    assert state_of(WATCH) == "bad"
