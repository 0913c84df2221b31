"""Bring licences of the issuing offices into the register from a CSV file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shipments.licences.importing import BadRows, import_licences


class Command(BaseCommand):
    """`manage.py import_licences FILE.csv`: all or nothing; known numbers are left as they are.

    Columns: number, kind, holder_uscc, hs_codes, control_codes, countries, customs_district,
    contract_no, end_user, valid_from, valid_until, quantity_kg, uses, value, currency.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or say line by line what is wrong."""
        try:
            new, known = import_licences(options["file"])
        except BadRows as error:
            raise CommandError("\n".join(error.sentences)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        self.stdout.write(f"{new} registered, {known} already known")
