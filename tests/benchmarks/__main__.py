"""Speed and size of the whole system in its embedded set-up: script/bench.

Starts an installation of its own, files shipments through the API with real workers, measures
every page at 40 and at 40,000 shipments, and says which goals are missed (exit code 1).
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import django
import psutil

from tests.system import ROOT, System, wait_for_all_papers

MANY = 40_000
FILINGS = 60
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@dataclass(frozen=True)
class Figure:
    """One measured value with its goal; unit is in the name."""

    name: str
    value: float
    goal: float

    @property
    def is_met(self) -> bool:
        """Whether the value is within the goal."""
        return self.value <= self.goal

    def __str__(self) -> str:
        verdict = "ok" if self.is_met else "MISSED"
        return f"{self.name:<58} {self.value:>9.1f}  (goal ≤ {self.goal:g})  {verdict}"


def main() -> int:
    """Measure everything, print one line a figure."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    django.setup()
    with tempfile.TemporaryDirectory(prefix="g49-bench-") as folder:
        system = System(Path(folder), GATE49_LOG_LEVEL="ERROR")
        system.start()
        try:
            figures = []
            for figure in _figures(system):
                print(figure, flush=True)
                figures.append(figure)
        finally:
            system.stop()
    return 0 if all(figure.is_met for figure in figures) else 1


def _figures(system: System) -> Iterator[Figure]:
    wait_for_all_papers(system)  # so that the workers do not slow what is measured
    yield from _lane(system)
    yield Figure("first page, all files, KB uncompressed", _first_page_kb(system), 150)
    yield from _pages(system)
    yield from _memory(system)
    yield from _pages(system, MANY)


def _lane(system: System) -> Iterator[Figure]:
    from tests.filing_by_api import file_shipment, sign_in

    token = sign_in(system.url)
    seconds = []
    for number in range(FILINGS):
        submit = file_shipment(system.url, token, number)
        began = time.perf_counter()
        reference = submit()
        query = "SELECT status FROM shipments_shipment WHERE reference = %s"
        while system.sql(query, reference)[0][0] == "screening":
            time.sleep(0.005)
        seconds.append(time.perf_counter() - began)
    quantiles = statistics.quantiles(seconds, n=20)
    yield Figure("submit to lane, p50 seconds", statistics.median(seconds), 2)
    yield Figure("submit to lane, p95 seconds", quantiles[18], 2)


def _first_page_kb(system: System) -> float:
    page = urlopen(f"{system.url}/account/sign-in/").read()
    assets = {urljoin(system.url, each) for each in ASSET.findall(page.decode())}
    plain = (Request(each, headers={"Accept-Encoding": "identity"}) for each in assets)
    return (len(page) + sum(len(urlopen(each).read()) for each in plain)) / 1000


def _memory(system: System) -> Iterator[Figure]:
    for name, part, goal in (
        ("web", "gunicorn", 200),
        ("screening worker", "--queues screening", 300),
        ("paperwork worker", "--queues paperwork", 300),
    ):
        heaviest = max(system.processes(part), key=lambda process: process.memory_info().rss)
        yield Figure(f"{name}, largest process, MB RSS", _megabytes(heaviest), goal)


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1_000_000


def _pages(system: System, count: int | None = None) -> Iterator[Figure]:
    command = [sys.executable, "-m", "tests.benchmarks.pages", *([str(count)] if count else [])]
    done = subprocess.run(
        command, cwd=ROOT, env=system.environment(), stdout=subprocess.PIPE, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    many = report["shipments"] or "demo"
    slowest = sorted(report["pages"], key=lambda row: -row["ms"])
    for row in slowest[:3]:
        yield Figure(f"{row['page']} as {row['role']}, {many} shipments, ms", row["ms"], 100)
    for row in sorted(report["pages"], key=lambda row: -row["queries"])[:3]:
        name = f"{row['page']} as {row['role']}, {many} shipments, queries"
        yield Figure(name, row["queries"], 12)


if __name__ == "__main__":
    sys.exit(main())
