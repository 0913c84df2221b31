"""Bring licences of the issuing offices into the register from a CSV file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.accounts.models import User
from compliance.refusals import NotAllowed
from shipments.licences.importing import import_licences
from shipments.licences.register_file import BadRegister


class Command(BaseCommand):
    """`manage.py import_licences FILE.csv --by NAME`: all or nothing; known numbers are left as
    they are. Who enters them does not release a case that rests on them alone.

    Columns: number, kind, holder_uscc, hs_codes, control_codes, countries, customs_district,
    contract_no, end_user, valid_from, valid_until, quantity_kg, uses, value, currency.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        """The file, and who answers for it."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--by", required=True, metavar="NAME", help="the officer or policy administrator"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or say line by line what is wrong."""
        keeper = User.objects.filter(username=options["by"]).first()
        if keeper is None:
            raise CommandError(f"Nobody is called {options['by']}.")
        try:
            new, known = import_licences(options["file"], by=keeper)
        except NotAllowed as error:
            raise CommandError(error.sentence) from error
        except BadRegister as error:
            raise CommandError("\n".join(error.sentences)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        self.stdout.write(f"{new} registered, {known} already known")
