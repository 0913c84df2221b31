"""The day of the year, on one machine: exporters filing, officers deciding, auditors downloading.

    .venv/bin/python -m tests.benchmarks.load --seconds 600 [--exporters 200 --officers 20 …]

First one person of each kind alone, then all at once: p95 of each page beside its unloaded value,
the errors, and what was filed and decided. A case that a colleague has decided meanwhile (409) is
no error. People read and type between two looks; `--pace 0.1` has them ten times as fast. Exit code
1 when there was any error, or a filed declaration that is not screened in the end.
"""

# isort: off
from locust import HttpUser, between, task  # patches sockets, so it comes first
from locust.env import Environment

# isort: on
import argparse
import os
import re
import sys
import tempfile
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Any

import django
import gevent
from gevent.lock import Semaphore

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from compliance import clock  # noqa: E402
from shipments.demo.papers import paper  # noqa: E402
from shipments.demo.people import PASSWORD  # noqa: E402
from tests.filing_by_api import content  # noqa: E402
from tests.system import System, wait_until  # noqa: E402

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
CASE = re.compile(r'href="(/review/G49-\w+/)"')
REFERENCE = re.compile(r"/review/(G49-\w+)/")
VERSION = re.compile(r'name="version" value="(\d+)"')
UNLOADED_SECONDS = 60
PAPERS = ("contract", "invoice", "packing_list")
SUBMITTED = """
    SELECT count(*) FROM shipments_shipment
    WHERE starts_with(contract_no, 'BENCH-') AND status <> 'draft'
"""
UNSCREENED = "SELECT count(*) FROM shipments_shipment WHERE status = 'screening'"
DECIDED = (
    "SELECT count(*) FROM audit_event WHERE verb = 'hold' AND detail::text LIKE '%%of a load%%'"
)
_numbers = count(10_000)


class Person(HttpUser):
    """Somebody signed in; colleagues share a session, as signing in is not what is measured."""

    abstract = True
    pace = 1.0
    seconds = (20.0, 60.0)
    usernames: tuple[str, ...] = ()
    _cookies: dict[str, Any] = {}
    _turns = count()
    _doors: defaultdict[str, Semaphore] = defaultdict(Semaphore)

    def wait_time(self) -> float:
        """Seconds until the next look."""
        return self.pace * between(*self.seconds)(self)

    def on_start(self) -> None:
        username = self.username = self.usernames[next(self._turns) % len(self.usernames)]
        with self._doors[username]:  # who comes meanwhile waits, and shares what was given
            self.sign_in(username)

    def sign_in(self, username: str) -> None:
        """By a colleague's session, where there is one."""
        if username not in self._cookies:
            page = self.client.get("/account/sign-in/", name="sign-in page")
            fields = {"username": username, "password": PASSWORD, **_token(page.text)}
            self.client.post("/account/sign-in/", fields, name="sign-in")
            self._cookies[username] = self.client.cookies
        self.client.cookies = self._cookies[username]


class Exporter(Person):
    """Files declarations through the API and looks at the pages between."""

    usernames = ("exporter", "rival", "exporter3")

    def sign_in(self, username: str) -> None:
        """For pages, and for the API."""
        super().sign_in(username)
        if f"token {username}" not in self._cookies:
            body = {"username": username, "password": PASSWORD}
            answer = self.client.post("/api/token/", json=body, name="API token")
            self._cookies[f"token {username}"] = answer.json()["token"]
        self.headers = {"Authorization": f"Token {self._cookies[f'token {username}']}"}

    @task(3)
    def looks(self) -> None:
        self.client.get("/shipments/", name="exporter's list")
        self.client.get("/", name="exporter's home")

    @task(2)
    def files(self) -> None:
        made = self._api("post", "", "API: a draft", json=content(next(_numbers)))
        reference = made.json()["reference"] if made.ok else ""
        if not reference:
            return
        for kind in PAPERS:
            told = {"files": {"upload": (f"{kind}.pdf", paper(kind))}, "data": {"kind": kind}}
            self._api("post", f"{reference}/attachments/", "API: a paper", **told)
        self._api("get", f"{reference}/precheck/", "API: pre-check")
        self.client.get(f"/shipments/{reference}/check/", name="check page")
        told = {"json": {"expected_revision": 0}}
        self._api("post", f"{reference}/submit/", "API: submit", **told)
        self.client.get(f"/shipments/{reference}/", name="exporter's shipment")

    def _api(self, method: str, rest: str, name: str, **told: Any) -> Any:
        send = getattr(self.client, method)
        return send(f"/api/shipments/{rest}", headers=self.headers, name=name, **told)


class Officer(Person):
    """Takes the next case, reads it, and holds it."""

    usernames = ("officer1", "officer2", "officer3", "officer4")
    seconds = (10.0, 30.0)

    @task
    def decides(self) -> None:
        self.client.get("/review/", name="queue")
        taken = self._post("/review/next/", {}, "take the next")
        found = REFERENCE.search(taken.headers.get("Location", ""))
        if not found:
            return
        case = f"/review/{found[1]}/"
        self.client.get(case, name="case")
        form = VERSION.search(self.client.get(f"{case}hold/", name="decision form").text)
        if form:
            until = (clock.today() + timedelta(days=9)).isoformat()
            fields = {"ground": "doc_mismatch", "until": until, "version": form[1]}
            words = {"reason": "Part of a load test.", "message": "Please wait."}
            self._post(f"{case}hold/", {**fields, **words}, "hold")

    def _post(self, address: str, fields: dict[str, str], name: str) -> Any:
        headers = {"X-CSRFToken": self.client.cookies.get("csrftoken", "")}
        told = {"headers": headers, "name": name, "catch_response": True, "allow_redirects": False}
        with self.client.post(address, fields, **told) as answer:
            if answer.status_code == HTTPStatus.CONFLICT:
                answer.success()
            elif name == "hold" and answer.status_code != HTTPStatus.FOUND:
                answer.failure(f"{answer.status_code} instead of a decision")
        return answer


class Auditor(Person):
    """Reads the log and downloads packs."""

    usernames = ("auditor",)
    seconds = (10.0, 30.0)

    @task
    def downloads(self) -> None:
        self.client.get("/audit/", name="event log")
        listed = self.client.get("/review/shipments/", name="auditor's search")
        found = CASE.search(listed.text)
        if found:
            reference = found[1].split("/")[2]
            self.client.get(f"/documents/of/{reference}/evidence.zip", name="evidence pack")


KINDS = {"exporters": Exporter, "officers": Officer, "auditors": Auditor}


def main() -> int:
    """Both runs against an installation of its own, and the table."""
    asked = _arguments()
    system = System(Path(tempfile.mkdtemp(prefix="g49l-")))
    system.start()
    try:
        Person.pace = 0.1
        alone = _run(system.url, dict.fromkeys(KINDS, 1), UNLOADED_SECONDS)
        Person.pace = asked.pace
        loaded = _run(system.url, {name: getattr(asked, name) for name in KINDS}, asked.seconds)
        left = _left_to_screen(system)
        print(f"filed {_count(system, SUBMITTED)}, held {_count(system, DECIDED)}, left {left}")
    finally:
        system.stop()
    return 1 if _told(alone, loaded) or left else 0


def _left_to_screen(system: System) -> int:
    """What is not screened though time was given."""
    with suppress(AssertionError):
        wait_until(lambda: not _count(system, UNSCREENED), 300, "")
    return _count(system, UNSCREENED)


def _count(system: System, query: str) -> int:
    return int(system.sql(query)[0][0])


def _told(alone: Any, loaded: Any) -> int:
    """Print the table; how many errors there were."""
    print(f"{'page':<20} requests errors  p95 alone  p95 loaded (ms)")
    errors = 0
    for entry in sorted(loaded.entries.values(), key=lambda each: each.name):
        before = alone.get(entry.name, entry.method)
        errors += entry.num_failures
        print(
            f"{entry.name:<20} {entry.num_requests:>8} {entry.num_failures:>6}"
            f" {before.get_response_time_percentile(0.95):>10.0f}"
            f" {entry.get_response_time_percentile(0.95):>11.0f}"
        )
    for failure in loaded.errors.values():
        print(failure.to_name(), failure.occurrences)
    return errors


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--seconds", type=int, default=600)
    reader.add_argument("--pace", type=float, default=1.0)
    for name, number in (("exporters", 200), ("officers", 20), ("auditors", 5)):
        reader.add_argument(f"--{name}", type=int, default=number)
    return reader.parse_args()


def _run(url: str, people: dict[str, int], seconds: int) -> Any:
    """The statistics of so many people for so long."""
    for name, number in people.items():
        KINDS[name].fixed_count = number
    environment = Environment(user_classes=list(KINDS.values()), host=url)
    runner = environment.create_local_runner()
    runner.start(sum(people.values()), spawn_rate=20)
    gevent.spawn_later(seconds, runner.quit)
    runner.greenlet.join()
    return environment.stats


def _token(page: str) -> dict[str, str]:
    found = TOKEN.search(page)
    return {"csrfmiddlewaretoken": found[1]} if found else {}


if __name__ == "__main__":
    sys.exit(main())
