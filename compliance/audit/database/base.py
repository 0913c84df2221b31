"""Django's PostgreSQL backend, which chains the events of a transaction right before its commit and
closes what reads in pieces only between queries, and only where the database still has it.

The log's lock, which every writer needs, is so held for the milliseconds of the commit however
long the transaction lasted. Events noted inside a savepoint go with it when it is rolled back.
"""

from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakSet

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg import Cursor, ServerCursor
from psycopg.client_cursor import ClientCursorMixin

from compliance.audit.database.binding import BINDING, Features, Operations

Chain = Callable[[Sequence[Any]], None]

# A line that died without a word is noticed within a minute, not after the kernel's two hours.
# libpq's names; a Unix socket heeds none of them.
LINE = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 50_000,  # ms
}


class PatientCursor(ClientCursorMixin[Any, Any], ServerCursor[Any]):
    """Reads rows in pieces (QuerySet.iterator()). Where its loop was left by an exception, Python's
    collector closes it at a moment of its own.

    That may be amidst another query of the thread: closing then would wait for that query, and the
    query for it, for ever. Or after its transaction or savepoint, with which it ended unless it was
    declared WITH HOLD: to close what is not there would abort the transaction that runs by then.
    """

    is_gone = False

    def __init__(
        self,
        *args: Any,
        left: list["PatientCursor"],
        savepoints: frozenset[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._left = left
        self.savepoints = savepoints

    def close(self) -> None:
        """At once, or after the query that runs; nothing where the database has it no more."""
        if self.is_gone:
            Cursor.close(self)
        elif not self.connection.lock.locked():
            super().close()
        elif self.withhold:
            self._left.append(self)
        else:
            Cursor.close(self)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that keeps what record() noted until the transaction is about to commit."""

    features_class = Features
    ops_class = Operations

    def __init__(self, settings_dict: dict[str, Any], *args: Any, **options: Any) -> None:
        settings_dict["OPTIONS"] = {**BINDING, **settings_dict["OPTIONS"]}
        super().__init__(settings_dict, *args, **options)
        self._noted: list[tuple[frozenset[str], Any]] = []
        self._write: Chain | None = None
        self._left: list[PatientCursor] = []
        self._reading: WeakSet[PatientCursor] = WeakSet()

    def create_cursor(self, name: str | None = None) -> Any:
        """Close those that had to wait; a named one reads in pieces."""
        while self._left:
            self._left.pop().close()
        if name is None:
            return super().create_cursor()
        cursor = PatientCursor(
            self.connection,
            name=name,
            scrollable=False,
            withhold=self.connection.autocommit,
            left=self._left,
            savepoints=self._savepoints(),
        )
        register_tzloader(self.timezone, cursor)
        if not cursor.withhold:
            self._reading.add(cursor)
        return cursor

    def get_connection_params(self) -> dict[str, Any]:
        """What the settings say goes before what is told of every line."""
        return {**LINE, **super().get_connection_params()}

    def note(self, event: Any, chain: Chain) -> None:
        """Let `chain` have the event when the running transaction commits, at once where only a
        test's own transaction is open."""
        self._write = chain
        self._noted.append((self._savepoints(), event))
        if self._only_tests_are_open():
            self.chain_noted()

    def commit(self) -> None:
        try:
            self.chain_noted()
        except BaseException:
            self.rollback()
            raise
        super().commit()
        self._end_reading()

    def rollback(self) -> None:
        self._noted.clear()
        super().rollback()
        self._end_reading()

    def close(self) -> None:
        self._noted.clear()
        self._left.clear()
        super().close()

    def savepoint_commit(self, sid: str) -> None:
        if self._only_tests_are_open():
            self.chain_noted()
        super().savepoint_commit(sid)

    def savepoint_rollback(self, sid: str) -> None:
        self._noted = [(sids, event) for sids, event in self._noted if sid not in sids]
        super().savepoint_rollback(sid)
        self._end_reading(sid)

    def chain_noted(self) -> None:
        """Chain what was noted so far; the log's lock is held from then on."""
        events, self._noted = [event for _sids, event in self._noted], []
        if events and self._write:
            self._write(events)

    def _end_reading(self, sid: str = "") -> None:
        """The transaction, or that savepoint, took along what read within it."""
        for cursor in list(self._reading):
            if not sid or sid in cursor.savepoints:
                cursor.is_gone = True
                self._reading.discard(cursor)

    def _savepoints(self) -> frozenset[str]:
        """The savepoints that are open."""
        return frozenset(filter(None, self.savepoint_ids))

    def _only_tests_are_open(self) -> bool:
        """Tests run inside a transaction that never commits; within it, the outermost block of the
        program is what commits elsewhere."""
        blocks: list[Any] = self.atomic_blocks
        return all(block._from_testcase for block in blocks)
