"""What readiness asks. Rooms add what they know; a check answers "" or says what is wrong."""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from kombu import Connection

from compliance.audit.log import seal_of
from compliance.document_store.standing import fault_of_store

HEARTBEAT = "heartbeat:"
LONGEST_SILENCE = timedelta(minutes=3)
QUEUES = ("screening", "lists")

Check = Callable[[], str]


def add_check(name: str, check: Check) -> None:
    """Let readiness ask this too. What it finds is told, but takes no traffic away."""
    _WANTED[name] = check


def needed() -> Mapping[str, str]:
    """What must be right for any request to be answered, with what is wrong ("" if nothing)."""
    return {name: _asked(check) for name, check in _NEEDED.items()}


def wanted() -> Mapping[str, str]:
    """What must be right for the work to go on behind the pages."""
    return {name: _asked(check) for name, check in _WANTED.items()}


def beat(queue: str) -> None:
    """A worker of that queue is alive."""
    cache.set(HEARTBEAT + queue, time.time(), timeout=3600)


def _asked(check: Check) -> str:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a check that fails is what is asked for
        return f"{type(error).__name__}: {error}"[:200]


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(plan)} not applied" if plan else ""


def _signing_key() -> str:
    return "" if seal_of(1, "0" * 64) and settings.SECRET_KEY else "no key"


def _broker() -> str:
    options = {"socket_connect_timeout": 1, "socket_timeout": 1}
    with Connection(settings.CELERY_BROKER_URL, transport_options=options) as broker:
        broker.ensure_connection(max_retries=1, timeout=1)
    return ""


def _workers() -> str:
    now = time.time()
    ages = {queue: now - (cache.get(HEARTBEAT + queue) or 0) for queue in QUEUES}
    silent = [queue for queue, age in ages.items() if age > LONGEST_SILENCE.total_seconds()]
    return f"nothing heard of: {', '.join(silent)}" if silent else ""


_NEEDED: dict[str, Check] = {
    "database": _database,
    "migrations": _migrations,
    "signing_key": _signing_key,
}
_WANTED: dict[str, Check] = {
    "broker": _broker,
    "workers": _workers,
    "documents": fault_of_store,
}
