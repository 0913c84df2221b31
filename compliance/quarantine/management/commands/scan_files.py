"""manage.py scan_files: let every stored file be scanned, once a scanner has been configured."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.quarantine.keeping import is_switched_on
from compliance.quarantine.scanning import adopt


class Command(BaseCommand):
    """Files stored before there was a scanner cannot be opened until this has run."""

    help = "Quarantine every stored file that the virus scanner has not seen; workers scan them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not is_switched_on():
            raise CommandError("Set GATE49_CLAMD, such as tcp://clamav:3310 or unix:///run/clamd")
        self.stdout.write(f"{adopt()} files wait for the scanner")
