"""Fuzz the name-matching kernel under sanitizers; see tests.benchmarks.matching.fuzzing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tests.benchmarks.matching.fuzzing import run_sanitized


class Command(BaseCommand):
    help = "Search any kind of name and load damaged snapshots with an ASan/UBSan build."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=float, default=60)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        code = run_sanitized(options["seconds"], options["seed"])
        if code:
            raise CommandError(f"The sanitizers found something (exit code {code}).")
