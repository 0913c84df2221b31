"""Run stored screenings again and compare byte for byte."""

from collections.abc import Iterable
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils.dateparse import parse_date

from compliance import clock
from shipments.models import Screening
from shipments.screening.replay import Replay, replay, replayable
from shipments.screening.replay_log import open_alarms, record_all, record_verdict

CHUNK = 200


class Command(BaseCommand):
    """`manage.py replay G49-…[/RUN]` or `manage.py replay --all [--since 2026-10-01]`.

    Ends with 1 when anything differs. Each verdict on a named screening is an event; a replay of
    all leaves one event, and one for each alarm raised or settled.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        """What to replay."""
        parser.add_argument("screening", nargs="?", help="reference, or reference/run")
        parser.add_argument("--all", action="store_true")
        parser.add_argument("--since", help="first day, like 2026-10-01; only with --all")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay, print, record; CommandError when something differs."""
        if bool(options["screening"]) == options["all"]:
            raise CommandError("name one screening, or give --all")
        named = not options["all"]
        rows = _named(options["screening"]) if named else _since(options["since"])
        begin = perf_counter()
        verdicts = self._replay(rows, record_each=named)
        alarms = sum(not verdict.matches for verdict in verdicts)
        if not named:
            record_all(len(verdicts), alarms)
        rate = len(verdicts) / max(perf_counter() - begin, 1e-9)
        self.stdout.write(
            f"{len(verdicts) - alarms} of {len(verdicts)} match, {rate:,.0f} a second"
        )
        if alarms:
            raise CommandError(f"{alarms} differ from what was stored")

    def _replay(self, rows: QuerySet[Screening], *, record_each: bool) -> list[Replay]:
        standing = {(event.subject, event.detail["screening"]) for event in open_alarms()}
        verdicts = []
        for screening in rows.iterator(chunk_size=CHUNK):
            verdict = replay(screening)
            about = (screening.shipment.subject, screening.number)
            if record_each or not verdict.matches or about in standing:
                record_verdict(verdict, by=None)
            self._tell(verdict)
            verdict.screening.facts = None  # thousands are kept for the count only
            verdicts.append(verdict)
        return verdicts

    def _tell(self, verdict: Replay) -> None:
        screening = verdict.screening
        name = f"{screening.shipment.reference}/{screening.number}"
        if not verdict.matches:
            self.stdout.write(f"{name}: {_words(verdict.differences)} differ")
        elif verdict.notes:
            self.stdout.write(f"{name}: matches; {_words(verdict.notes)} changed since")


def _named(text: str) -> QuerySet[Screening]:
    reference, _slash, number = text.partition("/")
    rows = replayable().filter(shipment__reference=reference)
    rows = rows.filter(number=number) if number.isdecimal() else rows
    if (number and not number.isdecimal()) or not rows.exists():
        raise CommandError(f"there is no screening {text}")
    return rows


def _since(text: str | None) -> QuerySet[Screening]:
    if text is None:
        return replayable()
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"{text} is no date like 2026-10-01")
    return replayable().filter(started_at__gte=clock.midnight(day))


def _words(keys: Iterable[str]) -> str:
    return ", ".join(keys)
