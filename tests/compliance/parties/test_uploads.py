"""Uploads in the workers' hands: read once, with visible progress, whatever dies on the way."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse
from django.utils.translation import override

from compliance import clock, turns
from compliance.accounts.models import User
from compliance.parties import tasks, upload_actions, upload_work
from compliance.parties.kept_sentences import tell, told_of
from compliance.parties.models import ListAlarm, ListUpload, ListVersion, UploadState
from compliance.parties.preview import Problem
from compliance.refusals import Conflict
from tests.compliance.parties.conftest import (
    an_import,
    browser,
    csv_of,
    kept,
    put_in_force,
    text_of,
)


@pytest.fixture
def upload(policy_admin: User, tmp_path: Path) -> ListUpload:
    return upload_actions.keep_upload(an_import(tmp_path, csv_of(5)), by=policy_admin)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What the sweep sends again."""
    log: list[tuple[str, int]] = []
    for task in (tasks.read_list, tasks.put_list_in_force):
        monkeypatch.setattr(task, "delay", lambda pk, name=task.name: log.append((name, pk)))
    return log


def test_nothing_is_read_while_the_browser_waits(upload: ListUpload) -> None:
    assert (upload.state, upload.preview) == (UploadState.READING, {})


def test_the_page_tells_how_far_reading_is_and_works_by_a_link(
    upload: ListUpload, policy_admin: User
) -> None:
    client, page = browser(policy_admin), reverse("parties:preview", args=[upload.pk])
    assert "waits for a worker" in text_of(client.get(page))
    ListUpload.objects.filter(pk=upload.pk).update(entries_read=1200)
    shown = client.get(page)
    assert "Entries read so far: 1,200." in text_of(shown)
    assert f'href="{page}"' in shown.content.decode()
    polled = client.get(reverse("parties:progress", args=[upload.pk]))
    assert "HX-Refresh" not in polled
    upload_work.read_upload(upload.pk)
    assert client.get(reverse("parties:progress", args=[upload.pk]))["HX-Refresh"] == "true"
    assert "another policy administrator" in text_of(client.get(page))


def test_reading_notes_how_many_entries_there_are(
    upload: ListUpload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "NOTE_SECONDS", -1)
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.entries_read) == (UploadState.WAITING, 5)


def test_reading_twice_changes_nothing(policy_admin: User, tmp_path: Path) -> None:
    bad = kept(an_import(tmp_path, "nothing"), by=policy_admin)
    upload_work.read_upload(bad.pk)
    assert ListAlarm.objects.count() == 1


def test_what_is_discarded_while_it_is_read_stays_discarded(
    upload: ListUpload, policy_admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = upload_work._read

    def discarded_meanwhile(row: ListUpload) -> Any:
        upload_actions.discard(row, by=policy_admin)
        return read(row)

    monkeypatch.setattr(upload_work, "_read", discarded_meanwhile)
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    assert upload.state == UploadState.DISCARDED


def test_a_bad_file_is_told_to_each_reader_in_their_language_with_its_line(
    policy_admin: User, tmp_path: Path
) -> None:
    text = csv_of(2) + ",Sample Party 9,not a day\n"
    with override("zh-hans"):
        upload = upload_actions.keep_upload(an_import(tmp_path, text), by=policy_admin)
    with override("en"):
        upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    english, chinese = "list.csv, line 4: “not a day” is no day", "list.csv，第4行："
    for told in (*upload.problems, ListAlarm.objects.get().told):
        assert str(told).startswith(english)
        with override("zh-hans"):
            assert str(told).startswith(chinese)
    assert ListAlarm.objects.get().detail.startswith(chinese), "as its uploader was told"


def test_the_sweep_sends_again_what_no_worker_moves(
    upload: ListUpload, policy_admin: User, second_policy_admin: User, sent: list[tuple[str, int]]
) -> None:
    tasks.sweep()
    assert sent == [], "it was uploaded just now"
    long_ago = clock.now() - timedelta(hours=1)
    ListUpload.objects.update(moved_at=long_ago)
    tasks.sweep()
    assert sent == [("compliance.parties.read_list", upload.pk)]
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    upload_actions.approve(upload, by=second_policy_admin)
    ListUpload.objects.update(moved_at=long_ago)
    tasks.sweep()
    assert sent[1:] == [("compliance.parties.put_list_in_force", upload.pk)]
    tasks.put_list_in_force(upload.pk)
    tasks.sweep()
    assert len(sent) == 2
    assert ListVersion.objects.get().rows == 5


def test_a_file_that_kills_its_worker_is_given_up_after_three_tries(upload: ListUpload) -> None:
    ListUpload.objects.update(tries=turns.MOST_TRIES)
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    assert upload.state == UploadState.REFUSED
    assert "three times" in ListAlarm.objects.get().detail


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_database_that_goes_away_in_its_midst_is_no_try_however_often(
    fault: type[Exception], upload: ListUpload, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_row: ListUpload) -> Any:
        raise fault("the connection is lost")

    with monkeypatch.context() as without:
        without.setattr(upload_work, "_read", away)
        for _try in range(turns.MOST_TRIES + 1):
            with pytest.raises(fault):
                upload_work.read_upload(upload.pk)
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING


def test_approving_twice_is_a_conflict_and_activates_once(
    upload: ListUpload, policy_admin: User, second_policy_admin: User
) -> None:
    upload_work.read_upload(upload.pk)
    upload_actions.approve(upload, by=second_policy_admin)
    with pytest.raises(Conflict):
        upload_actions.approve(upload, by=second_policy_admin)
    assert upload_work.put_in_force(upload.pk) is not None
    assert upload_work.put_in_force(upload.pk) is None
    assert ListVersion.objects.count() == 1


def test_a_list_that_became_too_small_waits_for_two_people(
    upload: ListUpload,
    policy_admin: User,
    second_policy_admin: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    upload_actions.approve(upload, by=second_policy_admin)
    grown = [Problem("shrunken", tell("Too many would go."))]
    monkeypatch.setattr("compliance.parties.preview._shrinkage", lambda *counts: grown)
    assert upload_work.put_in_force(upload.pk) is None
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING
    assert upload.preview["is_shrunken"]
    assert ListAlarm.objects.get().kind == "shrunken"


@pytest.mark.usefixtures("transactional_db")
def test_two_workers_never_read_one_upload_at_once(policy_admin: User, tmp_path: Path) -> None:
    upload = upload_actions.keep_upload(an_import(tmp_path, csv_of(5)), by=policy_admin)
    seen: list[ListUpload | None] = []

    def second_worker() -> None:
        try:
            with upload_work._turn(upload.pk, UploadState.READING) as found:
                seen.append(found)
        finally:
            connection.close()

    with upload_work._turn(upload.pk, UploadState.READING) as first:
        assert first == upload
        other = threading.Thread(target=second_worker)
        other.start()
        other.join()
    assert seen == [None]


def test_a_kept_sentence_survives_json_and_a_text_kept_as_such_stays_as_it_is() -> None:
    inner = tell("“%(day)s” is no day such as 2026-01-31.") % {"day": "50 %"}
    told = tell("%(file)s, line %(line)s: %(problem)s")
    whole = told % {"file": "a%b.csv", "line": 4, "problem": inner}
    assert str(told_of(whole.plain())) == str(whole)
    assert str(whole) == "a%b.csv, line 4: “50 %” is no day such as 2026-01-31."
    assert str(told_of("100 % sure")) == "100 % sure"


def test_a_preview_names_what_differs(
    policy_admin: User, second_policy_admin: User, tmp_path: Path
) -> None:
    first = kept(an_import(tmp_path, csv_of(3)), by=policy_admin)
    put_in_force(first, by=second_policy_admin)
    text = (
        csv_of(3).replace("on\n", "on,address\n").replace("001,2026-01-05", "001,2026-01-05,Moved")
    )
    changed = kept(an_import(tmp_path, text), by=policy_admin)
    page = text_of(browser(policy_admin).get(reverse("parties:preview", args=[changed.pk])))
    assert "Changed: 1 Sample Party 001 Address" in page
