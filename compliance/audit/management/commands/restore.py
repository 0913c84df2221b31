"""Put a backup into an empty database and media folder, then check the log and what it tells of."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.audit.verification import sentence_of
from compliance.safekeeping import BadBackup, restore


class Command(BaseCommand):
    """manage.py restore FOLDER; exit code 1 when what was restored has faults."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Restore, and name every fault."""
        try:
            result = restore(folder)
        except (BadBackup, OSError) as error:
            raise CommandError(str(error)) from error
        for fault in result.faults:
            self.stderr.write(sentence_of(fault))
        self.stdout.write(f"Restored: {result.events} events, head {result.seq}:{result.hash}")
        if result.faults:
            raise SystemExit(1)
        self.stdout.write("The event log is intact. Now run migrate and start the services.")
