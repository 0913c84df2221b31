"""Fill an empty installation with the demo cast and some forty shipments; print the accounts."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from compliance import clock
from shipments.demo.licences import register_licences
from shipments.demo.people import ACCOUNTS, PASSWORD, make_people
from shipments.demo.scenarios import SCENARIOS
from shipments.demo.story import tell
from shipments.models import Shipment


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
        people = make_people()
        call_command("load_prc_lists", as_of=clock.today(), verbosity=0)
        register_licences()
        tell(SCENARIOS, people)
