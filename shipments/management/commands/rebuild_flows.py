"""Make the flows and their monthly sums anew from the shipments."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shipments.flows.recount import check, rebuild


class Command(BaseCommand):
    """`manage.py rebuild_flows [--check]`: with --check nothing is changed, only counted."""

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        """Whether only to look."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild unless only asked to look; then count. Fails when something differs."""
        if not options["check"]:
            self.stdout.write(f"{rebuild()} shipments were out of step")
        found = check()
        self.stdout.write(f"{found.counted} shipments counted, {found.differences} differences")
        if found.differences:
            raise CommandError(", ".join(found.examples))
