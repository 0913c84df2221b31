"""The flows of the rehearsed days in order of time, as quotas of a draft would have met them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from compliance.law.quotas import Consignment, Quota
from shipments.end_users.entries import main_keys
from shipments.models import Flow
from shipments.moves import LET_GO
from shipments.quotas.course import Course, Past, course_of

COLUMNS = (
    "shipment_id",
    "declared_on",
    "status",
    "exporter__uscc",
    "country",
    "end_user",
    "end_use",
    "indium_kg",
)


@lru_cache(maxsize=2)
def course_over(run: int, quotas: tuple[Quota, ...], since: date, until: date) -> Course:
    """How the quotas would have stood for everything declared in those days, both included, and in
    the periods they begin in. Kept for the parts of a run, by its key."""
    main = main_keys()
    known = tuple(replace(each, end_user=main.get(each.end_user, each.end_user)) for each in quotas)
    begins = min((each.first_day(since) for each in quotas), default=since)
    return course_of(_past(begins, until, main), known)


def _past(since: date, until: date, main: dict[str, str]) -> Iterator[Past]:
    rows = Flow.objects.filter(declared_on__gte=since, declared_on__lte=until)
    in_order = rows.order_by("declared_on", "shipment_id", "line").values_list(*COLUMNS)
    for _key, lines in groupby(in_order.iterator(), key=lambda row: row[:2]):
        rows_of_it = list(lines)
        shipment, day, status, exporter, country, user, *_line = rows_of_it[0]
        uses = tuple((use, kg) for *_rest, use, kg in rows_of_it)
        told = Consignment(day, country, exporter, main.get(user, user), uses)
        yield Past(shipment, told, status in LET_GO)
