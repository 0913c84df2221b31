"""Events a second that the log takes from 1, 4 and 16 writers beside what it took before, and what
a checkpoint costs."""

import os
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from compliance.audit.chain import Fault
from compliance.audit.log import chain_now, record
from compliance.audit.models import Checkpoint, Event
from compliance.audit.transparency.checkpoints import checkpoint_now
from compliance.audit.verification import verify

WRITERS = (1, 4, 16)
WORK_MS = 5  # what a verb does between its event and the commit
EMPTY = "TRUNCATE audit_event, audit_head, audit_checkpoint, audit_tile"


class Command(BaseCommand):
    """manage.py bench_log, in the tests' database, which is emptied of events before and after.

    Before, the log's lock was held from the event to the commit, with whatever a verb did between;
    now it is taken right before the commit. So each is measured with WORK_MS between.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=float, default=5)

    def handle(self, *args: Any, seconds: float, **options: Any) -> None:
        """Each writer records one event a transaction, as most verbs do."""
        busy = os.getloadavg()[0] / (os.cpu_count() or 1)
        self.stdout.write(f"load of {busy:.1f} a processor: with much of it figures say little")
        settings.KEYS = settings.GATE49_HOME / "bench-keys"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=True)
        self._empty()
        for writers in WRITERS:
            self._compare(writers, seconds)
        faults = self._checkpoint()
        self._empty()
        if faults:
            raise SystemExit(1)

    def _compare(self, writers: int, seconds: float) -> None:
        """Old and new by turns, so that both meet the same machine."""
        turns = [_rate(writers, seconds, before=each) for each in (True, False) * 2]
        before, now = sum(turns[::2]) / 2, sum(turns[1::2]) / 2
        self.stdout.write(
            f"{writers:2} writers: {now:5.0f} events a second, before {before:5.0f}"
            f" ({now / before:.2f} x)"
        )

    def _checkpoint(self) -> tuple[Fault, ...]:
        began = time.perf_counter()
        checkpoint_now()
        self.stdout.write(f"first checkpoint over {Event.objects.count()} events: {_ms(began)}")
        _write(threading.Event(), [], most=1)
        began = time.perf_counter()
        checkpoint_now()
        self.stdout.write(f"next checkpoint: {_ms(began)}")
        began = time.perf_counter()
        faults = verify().faults
        self.stdout.write(f"verified with {Checkpoint.objects.count()} checkpoints: {_ms(began)}")
        return faults

    def _empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_truncate")
            cursor.execute(EMPTY)


def _rate(writers: int, seconds: float, *, before: bool) -> float:
    stop, counts = threading.Event(), list[int]()
    given = (stop, counts, before)
    threads = [threading.Thread(target=_write, args=given) for _each in range(writers)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _write(
    stop: threading.Event, counts: list[int], before: bool = False, most: int = 10**9
) -> None:
    count = 0
    while count < most and not stop.is_set():
        with transaction.atomic():
            record("note", by=None, subject="shipment:G49-BENCH", number=count)
            if before:
                chain_now()
            time.sleep(WORK_MS / 1000)
        count += 1
    counts.append(count)
    if most > 1:
        connection.close()


def _ms(began: float) -> str:
    return f"{(time.perf_counter() - began) * 1000:.0f} ms"
