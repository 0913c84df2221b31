"""Fill an empty installation with the demo cast, two years of shipments that left and some forty
that are under way; print the accounts."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from compliance import clock
from compliance.archive.models import BundleKind
from compliance.archive.shelf import archive
from compliance.law.ruleset import ruleset_version
from compliance.parties.matching import ALGORITHM
from shipments.demo.history import write_history
from shipments.demo.levers import sign_policy
from shipments.demo.licences import REGISTERED_DAYS_AGO
from shipments.demo.past_customers import DAYS
from shipments.demo.people import ACCOUNTS, PASSWORD, make_people
from shipments.demo.register import bring_newer_in, enter_with_register
from shipments.demo.scenarios import SCENARIOS
from shipments.demo.story import tell
from shipments.flows.stories import read_all
from shipments.models import Shipment

BEFORE_ALL = timedelta(days=DAYS + 2)
SIGNS_READ = timedelta(days=2)


class Command(BaseCommand):
    """manage.py seed_demo: does nothing when there are shipments already."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether the two past years are written too."""
        parser.add_argument("--without-past", action="store_true", help="only what is under way")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed once, all or nothing, then print who can sign in."""
        if not Shipment.objects.exists():
            with transaction.atomic():
                self._seed(has_past=not options["without_past"])
        for account in ACCOUNTS:
            self.stdout.write(f"{account.username:<10} {PASSWORD}  {account.role.label}")

    def _seed(self, *, has_past: bool) -> None:
        people, today, now = make_people(), clock.today(), clock.now()
        with clock.at(now - BEFORE_ALL):  # the log's times never go back
            call_command("load_prc_lists", as_of=today, verbosity=0)
            archive(BundleKind.LAW, ruleset_version())
            archive(BundleKind.NAMES, ALGORITHM)
            sign_policy(people)
        meanwhile = [
            *(write_history(people) if has_past else ()),
            (now - timedelta(days=REGISTERED_DAYS_AGO), partial(enter_with_register, people)),
            (now - timedelta(days=1), partial(bring_newer_in, people)),
            (now - SIGNS_READ, read_all),
        ]
        tell(SCENARIOS, people, meanwhile)
        read_all()
