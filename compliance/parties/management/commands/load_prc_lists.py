"""Put this project's own seed of the PRC lists in force, unless something newer is."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compliance.law.list_sources import required_lists
from compliance.parties.models import ListVersion
from compliance.parties.seed import OWN_LISTS, own_entries, own_sha256
from compliance.parties.versions import activate_version

CHECKED_ON = date(2026, 11, 23)


class Command(BaseCommand):
    """manage.py load_prc_lists [--as-of DATE]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, default=CHECKED_ON)

    def handle(self, *args: Any, as_of: date, **options: Any) -> None:
        """Load each required list that has no version, or only an earlier seed, in force."""
        sha256 = own_sha256()
        for code in required_lists():
            current = ListVersion.objects.filter(list_code=code, is_active=True).first()
            if current and (current.source != OWN_LISTS.name or current.sha256 == sha256):
                continue
            entries = own_entries(code)
            version = activate_version(
                code, entries, source=OWN_LISTS.name, sha256=sha256, as_of=as_of
            )
            self.stdout.write(f"{version}: {version.rows} rows")
