"""Write the whole installation into an empty folder: database, documents, heads of the log."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.safekeeping import BadBackup, back_up


class Command(BaseCommand):
    """manage.py backup FOLDER"""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Back up, and say what is not in the folder."""
        try:
            end = back_up(folder)
        except (BadBackup, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Backed up to {folder}; the event log ends with {end}.")
        self.stdout.write("Keep the secret key (and GATE49_AUDIT_KEY) apart: they are not in it.")
