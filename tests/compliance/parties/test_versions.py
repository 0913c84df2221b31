"""Versions of lists: the swap, what is refused, alarms, age, and what can never be changed."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import sha256_of, to_plain
from compliance.parties import upload_actions, upload_work
from compliance.parties.alarms import clear_alarm
from compliance.parties.confirmations import agree_unchanged, propose_unchanged
from compliance.parties.entries import Period
from compliance.parties.importers import BadFile
from compliance.parties.incoming_files import read_import
from compliance.parties.models import ListAlarm, ListedParty, ListUpload, ListVersion
from compliance.parties.preview import Known, compare
from compliance.parties.seed import own_entries
from compliance.parties.tasks import check_lists
from compliance.parties.versions import (
    Refused,
    activate_version,
    entry_of,
    list_states,
)
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict, NotAllowed
from tests.compliance.parties.conftest import an_entry, an_import, csv_of, entries, kept
from tests.compliance.parties.conftest import put_in_force as approved
from tests.system import wait_until

WATCH = "watch_list"


def put_in_force(count: int, **fields: object) -> ListVersion:
    plain = {"source": "test", "sha256": "a" * 64, "as_of": clock.today()}
    return activate_version(WATCH, entries(count), **{**plain, **fields})  # type: ignore[arg-type]


def state_of(list_code: str = WATCH) -> str:
    today = clock.today()
    states = {each.list_code: each.state for each in list_states(policy_on(today), today)}
    return states[list_code]


def test_a_digest_is_that_of_the_canonical_form_and_weak_names_and_remarks_count_in_it() -> None:
    entry = an_entry("A", names=("A", "甲"), periods=(Period("suspended", date(2026, 1, 2)),))
    plain = {k: v for k, v in to_plain(entry).items() if k not in ("weak", "remark")}
    del plain["periods"][0]["by_text"]
    assert entry.digest == sha256_of(plain), "entries stored before these fields keep their digest"
    assert len({replace(entry, **f).digest for f in ({}, {"weak": ("A",)}, {"remark": "x"})}) == 3


def test_a_preview_tells_what_comes_goes_and_changes() -> None:
    old = {each.key: Known(each.digest, each.names) for each in entries(3)}
    changed = an_entry("Sample Party 001", address="moved")
    preview = compare(old, [*entries(1), changed, an_entry("New Party")], Decimal("0.5"))
    assert (preview.rows, preview.shrink) == (3, Decimal("0.3333"))
    assert [len(each) for each in (preview.added, preview.removed, preview.changed)] == [1, 1, 1]
    assert preview.problems == ()


@pytest.mark.parametrize(
    "bad", [[], [an_entry("A"), an_entry("A")], [an_entry("A", names=())], [an_entry("A\0")]]
)
def test_a_list_without_sense_is_bad(bad: list[object]) -> None:
    assert compare({}, bad, Decimal(1)).is_bad  # type: ignore[arg-type]


@pytest.mark.parametrize(("kept", "is_shrunken"), [(95, False), (94, True)])
def test_shrinking_counts_the_entries_that_go_whatever_comes(kept: int, is_shrunken: bool) -> None:
    old = {each.key: Known(each.digest, each.names) for each in entries(100)}
    fresh = entries(kept) + entries(50, "Another")
    assert compare(old, fresh, Decimal("0.05")).is_shrunken is is_shrunken


@pytest.mark.django_db
def test_a_stored_entry_is_the_same_value_again() -> None:
    version = activate_version(
        WATCH, own_entries(WATCH), source="seed", sha256="a" * 64, as_of=clock.today()
    )
    assert [entry_of(row) for row in version.entries.all()] == list(own_entries(WATCH))
    assert all(entry_of(row).digest == row.digest for row in version.entries.all())


@pytest.mark.django_db
def test_a_shrunken_list_is_refused_and_the_old_version_stays() -> None:
    old = put_in_force(100)
    with pytest.raises(Refused, match=r"6 of 100 entries in force would go: 6\.0 %"):
        put_in_force(94)
    assert ListVersion.objects.get(list_code=WATCH, is_active=True) == old
    assert ListVersion.objects.count() == 1


@pytest.mark.django_db
def test_an_older_list_never_replaces_a_newer_one() -> None:
    put_in_force(3)
    with pytest.raises(Conflict):
        put_in_force(3, as_of=clock.today() - timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE parties_listversion SET sha256 = 'x'",
        "UPDATE parties_listversion SET rows = 1, is_active = false",
        "DELETE FROM parties_listversion",
        "UPDATE parties_listedparty SET name_en = 'x'",
        "DELETE FROM parties_listedparty",
    ],
)
def test_the_database_refuses_to_change_a_version(statement: str) -> None:
    put_in_force(2)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_age_counts_from_the_day_the_list_was_last_found_unchanged(
    policy_admin: User, second_policy_admin: User
) -> None:
    limit = policy_on(clock.today()).list_limit(WATCH)
    assert limit is not None
    version = put_in_force(2, as_of=clock.today() - timedelta(days=limit.max_age_days))
    assert state_of() == "fresh"
    with clock.at(clock.now() + timedelta(days=1)):
        assert state_of() == "stale"
        check_lists()
        check_lists()
        assert ListAlarm.objects.get().kind == "stale"
        propose_unchanged(version, by=policy_admin)
        assert state_of() == "stale"
        agree_unchanged(version, by=second_policy_admin)
        assert state_of() == "fresh"
    assert Event.objects.filter(verb="list_confirmed").exists()


@pytest.mark.django_db
def test_a_missing_list_is_missing() -> None:
    assert state_of() == "missing"


def test_a_bad_file_keeps_the_old_version_and_fails_closed_until_a_good_one(
    policy_admin: User, second_policy_admin: User, tmp_path: Path
) -> None:
    old = put_in_force(20, as_of=date(2026, 11, 1))
    upload = kept(an_import(tmp_path, "no table"), by=policy_admin)
    assert upload.state == "refused"
    assert state_of() == "bad"
    assert ListVersion.objects.get(is_active=True) == old
    good = kept(an_import(tmp_path, csv_of(21)), by=policy_admin)
    assert state_of() == "bad", "a file that only waits changes nothing"
    approved(good, by=second_policy_admin)
    assert state_of() == "fresh"
    alarm = ListAlarm.objects.get()
    assert (alarm.kind, alarm.cleared_by) == ("bad_file", second_policy_admin)


def test_the_alarm_of_a_bad_file_can_be_cleared_with_a_reason(
    policy_admin: User, officer: User, tmp_path: Path
) -> None:
    put_in_force(20, as_of=date(2026, 11, 1))
    kept(an_import(tmp_path, ""), by=policy_admin)
    alarm = ListAlarm.objects.get()
    with pytest.raises(NotAllowed):
        clear_alarm(alarm, by=officer, reason="why not")
    clear_alarm(alarm, by=policy_admin, reason="wrong file, the list in force is whole")
    assert state_of() == "fresh"
    cleared = Event.objects.get(verb="list_alarm_cleared")
    assert cleared.detail["reason"].startswith("wrong file")


@pytest.fixture
def shrunken(policy_admin: User, tmp_path: Path) -> ListAlarm:
    put_in_force(20, as_of=date(2026, 11, 1))
    kept(an_import(tmp_path, csv_of(10)), by=policy_admin)
    return ListAlarm.objects.get()


def test_a_shrunken_upload_fails_closed_and_cannot_be_put_in_force(
    shrunken: ListAlarm, policy_admin: User, second_policy_admin: User
) -> None:
    assert state_of() == "shrunken"
    assert shrunken.upload is not None
    with pytest.raises(Conflict):
        upload_actions.approve(shrunken.upload, by=second_policy_admin)
    with pytest.raises(Conflict):
        clear_alarm(shrunken, by=policy_admin, reason="I say so")
    assert state_of() == "shrunken"


def test_two_people_accept_a_smaller_list(
    shrunken: ListAlarm, policy_admin: User, second_policy_admin: User
) -> None:
    with pytest.raises(Conflict):
        upload_actions.accept_smaller(shrunken, by=second_policy_admin)
    upload_actions.propose_smaller(shrunken, by=policy_admin, reason="ten were removed by notice")
    with pytest.raises(NotAllowed):
        upload_actions.accept_smaller(shrunken, by=policy_admin)
    assert state_of() == "shrunken"
    upload = upload_actions.accept_smaller(shrunken, by=second_policy_admin)
    assert state_of() == "shrunken", "a worker has to put it in force first"
    version = upload_work.put_in_force(upload.pk)
    assert version is not None
    assert (version.rows, version.is_active) == (10, True)
    assert state_of() == "fresh"
    shrunken.refresh_from_db()
    assert (shrunken.proposed_by, shrunken.cleared_by) == (policy_admin, second_policy_admin)
    assert shrunken.reason == "ten were removed by notice"
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"smaller_list_proposed", "smaller_list_accepted", "list_alarm_cleared"} <= verbs


def test_an_upload_read_against_another_version_is_not_put_in_force(
    policy_admin: User, second_policy_admin: User, tmp_path: Path
) -> None:
    put_in_force(20, as_of=date(2026, 11, 1))
    upload = kept(an_import(tmp_path, csv_of(21)), by=policy_admin)
    put_in_force(20, as_of=date(2026, 11, 2))
    with pytest.raises(Conflict, match="changed since"):
        approved(upload, by=second_policy_admin)


def test_a_stored_file_that_was_changed_is_not_put_in_force(
    policy_admin: User, second_policy_admin: User, tmp_path: Path
) -> None:
    upload = kept(an_import(tmp_path, csv_of(21)), by=policy_admin)
    Path(upload.files.get().file.path).write_text(csv_of(22))
    assert approved(upload, by=second_policy_admin) is None
    assert upload.state == "refused"
    assert "not what was uploaded" in str(upload.problems[0])
    assert not ListVersion.objects.exists()


def test_a_discarded_upload_is_decided(
    policy_admin: User, second_policy_admin: User, tmp_path: Path
) -> None:
    upload = kept(an_import(tmp_path, csv_of(2)), by=policy_admin)
    upload_actions.discard(upload, by=policy_admin)
    with pytest.raises(Conflict):
        approved(upload, by=second_policy_admin)
    assert ListUpload.objects.get().state == "discarded"


def test_reading_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        read_import(an_import(tmp_path, ""))


@pytest.mark.usefixtures("transactional_db")
def test_no_reader_ever_sees_half_a_list() -> None:
    """The reader counts all the while, and each size is seen before the next list comes."""
    sizes = (3000, 3100, 3200, 3300)
    seen: set[int] = set()
    done = threading.Event()
    put_in_force(sizes[0])
    reader = threading.Thread(target=_count_until, args=(done, seen))
    reader.start()
    try:
        for place, size in enumerate(sizes):
            if place:
                put_in_force(size)
            wait_until(lambda size=size: size in seen, 60, f"nobody saw the list of {size}")
    finally:
        done.set()
        reader.join()
    assert seen == set(sizes)


def _count_until(done: threading.Event, seen: set[int]) -> None:
    """Counts what the version in force holds, over and over."""
    rows = ListedParty.objects.filter(version__list_code=WATCH, version__is_active=True)
    try:
        while not done.is_set():
            seen.add(rows.count())
    finally:
        connection.close()
