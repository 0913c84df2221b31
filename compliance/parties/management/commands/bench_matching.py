"""Name matching measured beside rapidfuzz and pg_trgm; what it does lies with the benchmarks."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError

WHERE = "tests.benchmarks.matching.command"


class Command(BaseCommand):
    help = "Measure name matching on a JSONL list beside a rapidfuzz scan and pg_trgm."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        _benchmark().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        _benchmark().run(options, self.stdout)


def _benchmark() -> Any:
    try:
        return import_module(WHERE)
    except ModuleNotFoundError as error:
        raise CommandError("The benchmarks are not installed here.") from error
