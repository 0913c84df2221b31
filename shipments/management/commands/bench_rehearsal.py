"""Measure how many past shipments a second one core rehearses."""

import statistics
from dataclasses import replace
from time import perf_counter, process_time
from typing import Any

from django.core.management.base import BaseCommand

from compliance import clock
from compliance.law.canonical import to_plain
from compliance.law.policy import Restriction
from compliance.policy.versions import policy_on
from shipments.demo.bench import a_screened_year
from shipments.models import RehearsalRun, Screening
from shipments.rehearsal.actions import CHUNK_ROWS
from shipments.rehearsal.trial import Trial


class Command(BaseCommand):
    """`manage.py bench_rehearsal [--count 500] [--rounds 9]`: a stricter draft over a year.

    Everything is counted: reading rows from the database, restoring the facts, all rules,
    comparing. "A core" is processor time of this process; PostgreSQL works beside it.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        """How many different shipments, and how often they are gone through."""
        parser.add_argument("--count", type=int, default=500)
        parser.add_argument("--rounds", type=int, default=9)

    def handle(self, *args: Any, **options: Any) -> None:
        """Screen once, rehearse in rounds, print."""
        with a_screened_year(options["count"]) as pks:
            past = [len(facts["earlier"]) for facts in _facts(pks)]
            trial = Trial(_stricter())
            _seconds(trial, pks)
            rounds = [_seconds(trial, pks) for _round in range(options["rounds"])]
        rates = sorted(len(pks) / cpu for cpu, _wall, _cases in rounds)
        by_clock = statistics.median(len(pks) / wall for _cpu, wall, _cases in rounds)
        self.stdout.write(
            f"rehearsed {len(pks)} shipments {len(rounds)} times (median history "
            f"{statistics.median(past):.0f}), {rounds[0][2]} would change\n"
            f"{statistics.median(rates):,.0f} a second a core (best round {rates[-1]:,.0f}), "
            f"{by_clock:,.0f} a second by the clock"
        )


def _seconds(trial: Trial, pks: list[int]) -> tuple[float, float, int]:
    """Processor time, time by the clock, and how many would change."""
    cases, wall, cpu = 0, perf_counter(), process_time()
    for begin in range(0, len(pks), CHUNK_ROWS):
        cases += len(trial.cases_among(pks[begin : begin + CHUNK_ROWS]))
    return process_time() - cpu, perf_counter() - wall, cases


def _facts(pks: list[int]) -> Any:
    return Screening.objects.filter(pk__in=pks).values_list("facts", flat=True)


def _stricter() -> RehearsalRun:
    """An unsaved run: Korea restricted, prices judged more narrowly."""
    today = clock.today()
    lever = Restriction("BENCH", "HOLD", today, country="KOR", reason_zh="试", reason_en="Trial")
    policy = replace(policy_on(today), restrictions=(lever,), in_force_from=today)
    since = today.replace(year=today.year - 1)
    return RehearsalRun(body=to_plain(policy), since=since, until=today)
