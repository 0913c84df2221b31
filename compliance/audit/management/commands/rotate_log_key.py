"""Let a new key sign the checkpoints of the event log from now on."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from compliance.audit.transparency.checkpoints import rotate_key


class Command(BaseCommand):
    """manage.py rotate_log_key; prints the new public key, to be told to those who watch."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lost", action="store_true", help="the old key is gone")

    def handle(self, *args: Any, lost: bool, **options: Any) -> None:
        """Rotate, and tell the key."""
        self.stdout.write(rotate_key(is_lost=lost).text)
