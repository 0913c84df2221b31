"""Let a new key sign papers from now on; those signed before stay as they are."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shipments.paperwork.signing.place import CannotSign
from shipments.paperwork.signing.standing import rotate


class Command(BaseCommand):
    """manage.py rotate_paper_key; prints the SHA-256 of the new certificate."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, and tell the certificate."""
        try:
            self.stdout.write(rotate())
        except CannotSign as error:
            raise CommandError(str(error)) from error
