"""The day of the year, on one machine: exporters filing, officers deciding, auditors downloading.

    .venv/bin/python -m tests.benchmarks.load --seconds 600 [--exporters 200 --officers 20 …]

First one person of each kind alone, then all at once: p95 of each page beside its unloaded value,
and the errors. Exit code 1 when there was any error.
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
from itertools import count
from pathlib import Path
from typing import Any

import django
import gevent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from shipments.demo.people import PASSWORD  # noqa: E402
from tests.filing_by_api import content  # noqa: E402
from tests.system import System  # noqa: E402

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
CASE = re.compile(r'href="(/review/G49-\w+/)"')
UNLOADED_SECONDS = 30
_numbers = count(10_000)


class Person(HttpUser):
    """Somebody signed in; colleagues share a session, as signing in is not what is measured."""

    abstract = True
    wait_time = between(2, 8)
    usernames: tuple[str, ...] = ()
    _cookies: dict[str, Any] = {}
    _turns = count()

    def on_start(self) -> None:
        username = self.usernames[next(self._turns) % len(self.usernames)]
        if username not in self._cookies:
            page = self.client.get("/account/sign-in/", name="sign-in page")
            fields = {"username": username, "password": PASSWORD, **_token(page.text)}
            self.client.post("/account/sign-in/", fields, name="sign-in")
            self._cookies[username] = self.client.cookies
        self.client.cookies = self._cookies[username]


class Exporter(Person):
    """Files declarations through the API and looks at the pages between."""

    usernames = ("exporter", "rival", "exporter3")

    def on_start(self) -> None:
        super().on_start()
        username = self.usernames[next(self._turns) % len(self.usernames)]
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
        body, name = content(next(_numbers)), "API: a draft"
        made = self.client.post("/api/shipments/", json=body, headers=self.headers, name=name)
        reference = made.json()["reference"] if made.ok else ""
        if reference:
            address = f"/api/shipments/{reference}/precheck/"
            self.client.get(address, headers=self.headers, name="API: pre-check")
            self.client.get(f"/shipments/{reference}/check/", name="check page")


class Officer(Person):
    """Takes the next case, reads it, gives it back."""

    usernames = ("officer1", "officer2", "officer3", "officer4")

    @task
    def decides(self) -> None:
        queue = self.client.get("/review/", name="queue")
        found = CASE.search(queue.text)
        if found:
            self.client.get(found[1], name="case")
            self.client.get(f"{found[1]}hold/", name="decision form")


class Auditor(Person):
    """Reads the log and downloads packs."""

    usernames = ("auditor",)

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
        alone = _run(system.url, dict.fromkeys(KINDS, 1), UNLOADED_SECONDS)
        loaded = _run(system.url, {name: getattr(asked, name) for name in KINDS}, asked.seconds)
    finally:
        system.stop()
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
    return 1 if errors else 0


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--seconds", type=int, default=600)
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
