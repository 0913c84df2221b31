"""Ground for benchmarks: a year of screened shipments inside a transaction that is undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction

from compliance import clock
from compliance.audit.log import chain_now
from compliance.parties.versions import active_versions
from shipments.demo.people import make_people
from shipments.demo.variations import file_past
from shipments.models import Screening
from shipments.screening.actions import screen


@contextmanager
def a_screened_year(count: int) -> Iterator[list[int]]:
    """Primary keys of that many stored screenings, each made by the real path; all of it is gone
    at the end. Lists that are missing are loaded."""
    with transaction.atomic():
        people = make_people()
        if not active_versions():
            call_command("load_prc_lists", as_of=clock.today(), verbosity=0)
        screenings = [screen(shipment.pk) for shipment in file_past(count, people)]
        chain_now()
        yield [each.pk for each in screenings if isinstance(each, Screening)]
        transaction.set_rollback(True)
