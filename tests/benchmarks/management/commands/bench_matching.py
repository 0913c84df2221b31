"""Name matching measured beside rapidfuzz and pg_trgm; see tests.benchmarks.matching."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tests.benchmarks.matching import command


class Command(BaseCommand):
    help = "Measure name matching on a JSONL list beside a rapidfuzz scan and pg_trgm."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        command.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        command.run(options, self.stdout)
