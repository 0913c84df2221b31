"""Make many stored screenings, replay each, and undo it all."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shipments.demo.bench import a_screened_year
from shipments.screening.replay import replay, replayable


class Command(BaseCommand):
    """`manage.py bench_replay [--count 1000]`: every one has to match; prints the rate."""

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        """How many."""
        parser.add_argument("--count", type=int, default=1000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Screen, replay, compare."""
        count, begin = options["count"], perf_counter()
        with a_screened_year(count) as pks:
            screened, begin = perf_counter() - begin, perf_counter()
            verdicts = [replay(each) for each in replayable().filter(pk__in=pks).iterator(200)]
        replayed = perf_counter() - begin
        matching = sum(verdict.matches for verdict in verdicts)
        self.stdout.write(
            f"screened {len(pks)} in {screened:.1f} s ({len(pks) / screened:,.0f} a second)\n"
            f"replayed {len(verdicts)} in {replayed:.1f} s "
            f"({len(verdicts) / replayed:,.0f} a second): {matching} of {count} match"
        )
        if matching != count:
            different = {name for verdict in verdicts for name in verdict.differences}
            raise CommandError(f"not all match: {', '.join(sorted(different))}")
