"""Keep the rule set and the name engine of this release in the archive."""

from typing import Any

from django.core.management.base import BaseCommand

from compliance.archive.models import BundleKind
from compliance.archive.shelf import archive
from compliance.law.ruleset import ruleset_version
from compliance.parties.matching import ALGORITHM


class Command(BaseCommand):
    """`manage.py archive_rules`: at release; the first screening does the same."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, version in ((BundleKind.LAW, ruleset_version()), (BundleKind.NAMES, ALGORITHM)):
            archive(kind, version)
            self.stdout.write(f"{kind} {version}")
