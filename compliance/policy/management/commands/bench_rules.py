"""Measure how long all rules take over one three-line shipment."""

import statistics
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts
from compliance.law.sample import MIXED, facts_about

LIMIT_MS = 0.5


class Command(BaseCommand):
    """`manage.py bench_rules [--runs 2000]`: median and 95th percentile; fails above 0.5 ms."""

    help = "Measure all rules over one three-line shipment (at most 0.5 ms, without name matching)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--runs", type=int, default=2000)

    def handle(self, *args: Any, **options: Any) -> None:
        times = sorted(_milliseconds(facts_about(MIXED)) for _run in range(options["runs"]))
        median, slowest = statistics.median(times), times[int(len(times) * 0.95)]
        self.stdout.write(
            f"all rules, 3 lines: median {median:.3f} ms, p95 {slowest:.3f} ms, "
            f"{1000 / median:,.0f} shipments a second a core"
        )
        if median > LIMIT_MS:
            raise CommandError(f"slower than {LIMIT_MS} ms")


def _milliseconds(facts: Facts) -> float:
    """Facts are new each time: nothing they remember may help."""
    begin = perf_counter()
    evaluate(facts)
    return (perf_counter() - begin) * 1000
