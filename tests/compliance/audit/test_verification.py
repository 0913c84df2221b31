"""The stored log: it refuses change, and where somebody forces one it is found and named."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from compliance.audit.chain import Fault
from compliance.audit.log import head, record
from compliance.audit.models import Event, Head
from compliance.audit.verification import last_verification, verify

Tampering = Callable[[], object]


@contextmanager
def triggers_off() -> Iterator[None]:
    """What only the owner of the database can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        yield
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")


@pytest.fixture
def log(db: None) -> None:
    with transaction.atomic():
        for number in range(6):
            record("note", by=None, subject="shipment:G49-TEST", number=number)


def kinds(tamper: Tampering) -> set[tuple[str, int]]:
    with triggers_off():
        tamper()
    return {(fault.kind, fault.seq) for fault in verify().faults}


def swap_three_and_four() -> None:
    Event.objects.filter(seq=3).update(seq=-3)
    Event.objects.filter(seq=4).update(seq=3)
    Event.objects.filter(seq=-3).update(seq=4)


def test_the_untouched_log_is_intact(log: None) -> None:
    result = verify()
    assert (result.is_intact, result.events, result.seq) == (True, 6, 6)
    assert (result.seq, result.hash) == head()


def test_an_edited_event_is_named(log: None) -> None:
    assert kinds(lambda: Event.objects.filter(seq=3).update(detail={})) == {("edited", 3)}


def test_a_deleted_event_is_named(log: None) -> None:
    assert ("missing", 3) in kinds(lambda: Event.objects.filter(seq=3)._raw_delete("default"))


def test_reordered_events_are_named(log: None) -> None:
    assert {("reordered", 3), ("reordered", 4), ("edited", 3)} <= kinds(swap_three_and_four)


def test_a_shortened_log_is_noticed(log: None) -> None:
    found = kinds(lambda: Event.objects.filter(seq__gt=4)._raw_delete("default"))
    assert found == {("truncated", 6)}


def test_a_shortened_log_with_a_forged_end_is_noticed(log: None) -> None:
    def forge() -> None:
        Event.objects.filter(seq__gt=4)._raw_delete("default")
        Head.objects.update(seq=4, hash=Event.objects.get(seq=4).hash)

    assert kinds(forge) == {("unsealed", 4)}


def test_an_earlier_end_put_back_is_found_by_a_printed_head(log: None) -> None:
    earlier = Head.objects.get()
    with transaction.atomic():
        record("note", by=None, subject="shipment:G49-TEST")
    printed = dict([head()])

    def put_back() -> None:
        Event.objects.filter(seq=7)._raw_delete("default")
        earlier.save()

    assert kinds(put_back) == set()
    assert verify(expected=printed).faults == (Fault("truncated", 7),)


def test_an_event_added_behind_the_writer_is_noticed(log: None) -> None:
    def add() -> None:
        last = Event.objects.get(seq=6)
        last.seq, last.previous_hash, last.hash = 7, last.hash, "f" * 64
        last.save(force_insert=True)

    assert ("beyond_head", 7) in kinds(add)


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
)
def test_the_database_refuses_to_change_the_log(log: None, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(change)


def test_the_command_names_faults_and_exits_with_one(log: None) -> None:
    with triggers_off():
        Event.objects.filter(seq=2).update(verb="other")
    errors = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit", stderr=errors, stdout=StringIO())
    assert stopped.value.code == 1
    assert "2" in errors.getvalue()
    assert last_verification().detail["faults"] == [{"kind": "edited", "seq": 2}]


def test_the_command_takes_the_beginning_of_a_printed_hash(log: None) -> None:
    seq, hash_ = head()
    call_command("verify_audit", f"--expect={seq}:{hash_[:20]}", "--no-record", stdout=StringIO())
    with pytest.raises(SystemExit):
        call_command("verify_audit", f"--expect={seq}:{'0' * 20}", stderr=StringIO())


def test_twenty_writers_at_once_keep_one_chain(transactional_db: None) -> None:
    def write(number: int) -> None:
        try:
            for _turn in range(5):
                with transaction.atomic():
                    record("note", by=None, subject="shipment:G49-RACE", writer=number)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as writers:
        list(writers.map(write, range(20)))
    result = verify()
    assert (result.is_intact, result.events) == (True, 100)
