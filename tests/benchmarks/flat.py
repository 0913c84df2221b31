"""Whether pages stay as fast when there are many shipments: python -m tests.benchmarks.flat.

Makes a database of its own beside the one the environment names, fills it with the demo, measures
at 1,000 shipments and at 200,000 with 20,000 open cases (or at the two numbers given), prints each
page's times beside the goals and drops the database. Exit code 1 when a goal is missed.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

DATABASE = "gate49_flat"
FEW, MANY = 1_000, 200_000
OPEN_IN = 3  # a third of the open cases of the demo, which are a third of its shipments
BEFORE = 10  # times after which the database may have plans for any value
RUNS = 9
MOST_MS, MOST_GROWTH, MOST_QUERIES = 100, 1.5, 12
NOISE_MS = 5.0  # so much two runs of one page differ
QUEUE = (
    "",
    "?order=deadline",
    "?order=age",
    "?gravity=3",
    "?status=held",
    "?lane=sample",
    "?whose=mine",
    "?whose=free",
    "?whose=overdue",
    "?waits_for=second",
    "?due=7&order=deadline",
    "?destination=DEU",
    "?destination=DEU&order=deadline",
    "?exporter={exporter}&order=age",
    "?rule={rule}",
    "?rule={rule}&order=deadline",
    "?listed=export_control_list",
    "?end_use={end_use}&order=age",
    "?kg_from=800&kg_to=1000",
    "?usd_from=900000",
    "?days=200&order=age",
    "?q=lindner",
)
Act = Callable[[], Any]


@dataclass(frozen=True)
class Figure:
    """Milliseconds of server time (the least of RUNS) and queries of one thing."""

    ms: float
    queries: int


def main() -> int:
    """Measure twice and print the table."""
    few, many = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (FEW, MANY)
    with OwnDatabase() as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
        before, after = _both(few, many)
    missed = 0
    print(f"{'page':<58}{few:>9,}{many:>10,} ms{'queries':>9}")
    for name, small in before.items():
        large = after[name]
        is_met = (
            large.ms <= MOST_MS
            and large.ms <= max(small.ms * MOST_GROWTH, small.ms + NOISE_MS)
            and (large.queries <= MOST_QUERIES or "/" not in name)  # of pages
        )
        missed += not is_met
        verdict = "ok" if is_met else "MISSED"
        print(f"{name:<58}{small.ms:>9.1f}{large.ms:>10.1f}   {large.queries:>9}  {verdict}")
    goals = (
        f"≤ {MOST_MS} ms, ≤ {MOST_GROWTH} × the time at {few:,}, ≤ {MOST_QUERIES} queries a page"
    )
    print(f"{missed} of {len(before)} missed; goals: {goals}")
    return 1 if missed else 0


def _both(few: int, many: int) -> tuple[dict[str, Figure], dict[str, Figure]]:
    import django

    django.setup()
    from django.core.management import call_command

    from tests.benchmarks.bulk import multiply

    call_command("migrate", verbosity=0)
    call_command("seed_demo", without_past=True, verbosity=0, stdout=StringIO())
    found = []
    for total in (few, many):
        print(f"{multiply(total, open_in=OPEN_IN):,} shipments, {_open_cases():,} open", flush=True)
        found.append({name: measured(act) for name, act in _acts()})
    return found[0], found[1]


class OwnDatabase:
    """An empty database of the server that the environment names, gone at the end."""

    def __enter__(self) -> str:
        self.server = os.environ.get("DATABASE_URL") or _embedded_url()
        self._do(f"DROP DATABASE IF EXISTS {DATABASE}")
        self._do(f"CREATE DATABASE {DATABASE}")
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{DATABASE}"))

    def __exit__(self, *_error: object) -> None:
        from django.db import connection

        connection.close()
        if not os.environ.get("GATE49_KEEP_FLAT"):
            self._do(f"DROP DATABASE IF EXISTS {DATABASE}")

    def _do(self, command: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(command)


def _embedded_url() -> str:
    from compliance import servers

    return servers.postgres_url(Path(os.environ["GATE49_HOME"]))


def _open_cases() -> int:
    from shipments.models import Shipment
    from shipments.moves import OPEN

    return int(Shipment.objects.filter(status__in=OPEN).count())


def _acts() -> Iterator[tuple[str, Act]]:
    from django.test import Client

    from compliance.accounts.models import User
    from shipments.models import Shipment
    from shipments.screening.facts import facts_of
    from tests.addresses import demo_samples

    samples = demo_samples()
    case, draft = samples.case, samples.draft
    words = _words(case)
    revision = case.revisions.select_related("shipment__exporter").get(number=case.revision_no)
    pages: dict[str, list[str]] = {
        "officer1": [
            *(f"/review/{query.format(**words)}" for query in QUEUE),
            "/",
            f"/review/{case.reference}/",
            "/review/shipments/",
            "/review/shipments/?q=lindner",
        ],
        "exporter": ["/", "/shipments/", f"/shipments/{draft.reference}/check/"],
        "auditor": ["/", f"/review/{case.reference}/", "/review/shipments/"],
        "policy": ["/"],
    }
    for username, addresses in pages.items():
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.get(username=username))
        for address in addresses:
            shown = address.replace(case.reference, "CASE").replace(draft.reference, "DRAFT")
            yield (
                f"{username} {shown}",
                lambda client=client, address=address: got(client, address),
            )
    yield "the facts of one declaration", lambda: facts_of(revision)
    yield "the most urgent free case", lambda: _next(User.objects.get(username="officer1"))
    assert Shipment.objects.filter(pk=case.pk).exists()


def _words(case: Any) -> dict[str, Any]:
    return {
        "exporter": case.exporter_id,
        "rule": next(iter(case.rules), "QTY-01"),
        "end_use": next(iter(case.end_uses), "ito_target"),
    }


def _next(officer: Any) -> Any:
    from shipments.review.claims import waiting_cases

    return waiting_cases(officer).first()


def got(client: Any, address: str) -> None:
    """The page, which has to answer 200."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def measured(act: Act) -> Figure:
    """The least of RUNS times and the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _time in range(BEFORE):  # what a process reads once is not the page's, either
        act()
    with CaptureQueriesContext(connection) as queries:
        act()
    count, times = len(queries), []
    for _run in range(RUNS):
        began = _seconds()
        act()
        times.append((_seconds() - began) * 1000)
    return Figure(min(times), count)


def _seconds() -> float:
    """Processor time of this process and of its database process, which other work on the machine
    does not lengthen; the clock where the database runs elsewhere."""
    from django.db import connection

    connection.ensure_connection()
    ticks = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    if not ticks.exists():
        return time.perf_counter()
    return time.process_time() + int(ticks.read_text().split()[0]) / 1e9


if __name__ == "__main__":
    sys.exit(main())
