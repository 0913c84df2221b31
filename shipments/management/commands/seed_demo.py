"""Fill an empty installation with the demo cast and some forty shipments; print the accounts."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from compliance import clock
from shipments.demo.licences import REGISTERED_DAYS_AGO, register_licences
from shipments.demo.people import ACCOUNTS, PASSWORD, make_people
from shipments.demo.scenarios import SCENARIOS
from shipments.demo.story import tell
from shipments.models import Shipment

BEFORE_ALL = timedelta(days=REGISTERED_DAYS_AGO + 1)


class Command(BaseCommand):
    """manage.py seed_demo: does nothing when there are shipments already."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed once, all or nothing, then print who can sign in."""
        if not Shipment.objects.exists():
            with transaction.atomic():
                self._seed()
        for account in ACCOUNTS:
            self.stdout.write(f"{account.username:<10} {PASSWORD}  {account.role.label}")

    def _seed(self) -> None:
        people, today = make_people(), clock.today()
        with clock.at(clock.now() - BEFORE_ALL):  # the log's times never go back
            call_command("load_prc_lists", as_of=today, verbosity=0)
        register_licences()
        tell(SCENARIOS, people)
