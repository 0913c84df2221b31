"""Writing to the log: last before the commit, by the database's clock, and only with it."""

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from compliance import clock
from compliance.audit.log import ClockOff, head, record
from compliance.audit.models import Event
from compliance.audit.verification import verify

SLOW_SECONDS = 2.0


def write(**detail: object) -> Event:
    with transaction.atomic():
        return record("note", by=None, subject="shipment:G49-TEST", **detail)


@transaction.atomic
def write_and_fail() -> None:
    record("lost", by=None, subject="x")
    raise ValueError("undo")


def test_a_slow_transaction_with_an_event_stalls_no_other_writer(transactional_db: None) -> None:
    began = threading.Event()

    def be_slow() -> None:
        try:
            with transaction.atomic():
                record("note", by=None, subject="shipment:G49-SLOW")
                began.set()
                time.sleep(SLOW_SECONDS)
        finally:
            connection.close()

    slow = threading.Thread(target=be_slow)
    slow.start()
    began.wait(10)
    since = time.monotonic()
    quick = write()
    took = time.monotonic() - since
    slow.join()
    assert took < SLOW_SECONDS / 4
    last = Event.objects.get(subject="shipment:G49-SLOW")
    assert last.seq == quick.seq + 1
    assert verify().is_intact


def test_events_of_a_savepoint_go_with_it(transactional_db: None) -> None:
    with transaction.atomic():
        record("kept", by=None, subject="x")
        with pytest.raises(ValueError, match="undo"):
            write_and_fail()
        record("kept too", by=None, subject="x")
    assert list(Event.objects.values_list("seq", "verb")) == [(1, "kept"), (2, "kept too")]


def test_a_transaction_that_fails_leaves_nothing_for_the_next(transactional_db: None) -> None:
    with pytest.raises(ValueError, match="undo"):
        write_and_fail()
    write()
    assert list(Event.objects.values_list("seq", "verb")) == [(1, "note")]


def test_what_is_no_json_fails_where_it_is_recorded(db: None) -> None:
    """Not at the commit, where nobody would know who recorded it."""
    with transaction.atomic(), pytest.raises(TypeError):
        record("note", by=None, subject="x", value=object())


def test_a_machine_three_days_ahead_can_commit_nothing(transactional_db: None, settings) -> None:
    settings.CLOCK_SKEW_SECONDS = 120
    write()
    with time_machine.travel(timezone.now() + timedelta(days=3)), pytest.raises(ClockOff):
        write()
    assert [event.seq for event in Event.objects.all()] == [1]
    write()
    assert verify().is_intact


def test_times_are_the_database_s_and_never_go_back(db: None) -> None:
    first = write()
    with clock.at(timezone.now() - timedelta(days=9)):
        second = write()
    assert second.at == first.at
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        third = write()
    assert third.at < timezone.now() + timedelta(minutes=1)
    assert head() == (third.seq, third.hash)


def test_a_line_to_the_database_that_died_is_noticed() -> None:
    """The kernel alone would wait two hours for a server behind a cut network."""
    told = connection.get_connection_params()
    seconds = told["keepalives_idle"] + told["keepalives_interval"] * told["keepalives_count"]
    assert seconds <= 60
    assert 0 < told["tcp_user_timeout"] <= 60_000
    assert told["connect_timeout"] <= 10
    assert told["dbname"] == connection.settings_dict["NAME"], "the settings go before"
