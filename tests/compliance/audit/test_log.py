"""The only door into the log: numbers, names, the lock, the clock and the keys of its seal."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.signing import Signer
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from compliance.accounts.models import User
from compliance.audit.log import ClockOff, chain_now, head, record, seal_fits, seal_of
from compliance.audit.models import Event, Head

pytestmark = pytest.mark.django_db
NOTHING = "0" * 64
OWN, SECRET, EARLIER, STRANGE = "own" * 20, "secret" * 10, "earlier" * 8, "strange" * 8


def write(*, times: int = 1, by: User | None = None) -> Event:
    with transaction.atomic():
        for _time in range(times):
            event = record("note", by=by, subject="shipment:G49-TEST", what="said")
    return event


def test_the_first_event_is_number_one_and_follows_nothing() -> None:
    assert head() == (0, NOTHING)
    first, second = write(), write()
    assert (first.seq, first.previous_hash) == (1, NOTHING)
    assert (second.seq, second.previous_hash) == (2, first.hash)
    assert head() == (2, second.hash)


def test_whoever_reads_its_own_events_before_the_commit_has_them_chained_first() -> None:
    with transaction.atomic():
        noted = record("note", by=None, subject="shipment:G49-TEST")
        assert not Event.objects.exists()
        chain_now()
        assert head() == (1, noted.hash)


def test_nothing_is_recorded_outside_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        record("note", by=None, subject="shipment:G49-TEST")


def test_an_event_names_who_did_it_in_which_role_or_the_system(officer: User) -> None:
    by_officer, by_itself = write(by=officer), write()
    told = Event.objects.values_list("actor", "actor_name", "actor_role", "verb", "subject")
    rest = ("note", "shipment:G49-TEST")
    assert told.get(seq=by_officer.seq) == (officer.pk, str(officer), "officer", *rest)
    assert told.get(seq=by_itself.seq) == (None, "Gate 49", "system", *rest)
    assert Event.objects.get(seq=by_itself.seq).detail == {"what": "said"}


def test_every_release_of_the_program_waits_for_the_same_lock() -> None:
    """While one is deployed beside the other both write, and only the number makes them wait."""
    write()
    with connection.cursor() as cursor:
        cursor.execute("SELECT objid FROM pg_locks WHERE locktype = 'advisory'")
        assert (490_049,) in cursor.fetchall()


@pytest.mark.parametrize(("events", "statements"), [(1000, 1), (1001, 2)])
def test_no_statement_stores_more_than_a_thousand(events: int, statements: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        write(times=events)
    stored = [each for each in asked if each["sql"].startswith('INSERT INTO "audit_event"')]
    assert len(stored) == statements
    assert Event.objects.count() == events


@pytest.mark.parametrize("seconds", [119, -119])
def test_a_clock_within_two_minutes_of_the_database_s_records(seconds: int, settings: Any) -> None:
    settings.CLOCK_SKEW_SECONDS = 120
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds)):
        assert write().seq == 1


@pytest.mark.parametrize("seconds", [122, -122])
def test_a_clock_that_is_further_off_records_nothing(seconds: int, settings: Any) -> None:
    settings.CLOCK_SKEW_SECONDS = 120
    with (
        time_machine.travel(timezone.now() + timedelta(seconds=seconds)),
        pytest.raises(ClockOff, match="122 s off"),
    ):
        write()
    assert not Event.objects.exists()


def test_an_installation_that_allows_any_clock_asks_none(settings: Any) -> None:
    settings.CLOCK_SKEW_SECONDS = 0
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert write().seq == 1


@pytest.mark.parametrize(
    ("key", "fits"), [(OWN, True), (SECRET, True), (EARLIER, True), (STRANGE, False)]
)
def test_with_a_key_of_its_own_the_log_is_sealed_by_it_and_older_seals_hold(
    key: str, fits: bool, settings: Any
) -> None:
    settings.AUDIT_KEY = OWN
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = SECRET, [EARLIER]
    seal = Signer(key=key, salt="compliance.audit.head").signature(f"7:{NOTHING}")
    assert seal_fits(Head(seq=7, hash=NOTHING, seal=seal)) is fits
    assert (seal == seal_of(7, NOTHING)) is (key == OWN)
