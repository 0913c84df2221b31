"""What waits for officers and what they search: querysets with filters, counts and order."""

from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from compliance import clock
from compliance.accounts.models import Exporter, User
from compliance.codes.tables import COUNTRIES
from compliance.ui.keyset import Key
from shipments.models import Decision, DecisionState, Hold, Shipment
from shipments.moves import OPEN, Status
from shipments.review.claims import is_free
from shipments.review.forms import Choice, QueueFilter, SearchFilter

MOST_EXPORTERS = 100
URGENT_FIRST = (Key("gravity", descending=True), Key("submitted_at"), Key("id"))
NEWEST_FIRST = (Key("submitted_at", descending=True), Key("id"))
SHOWN = (
    "reference",
    "status",
    "gravity",
    "submitted_at",
    "decided_at",
    "version",
    "is_stale",
    "consignee_name",
    "end_user_name",
    "total_net_kg",
    "destination_country",
    "revision_no",
    "claimed_at",
    "exporter__name_zh",
    "exporter__name_en",
    "office__name_zh",
    "office__name_en",
    "claimed_by__display_name",
    "claimed_by__username",
)


def open_cases(officer: User) -> QuerySet[Shipment]:
    """All cases in review or held at the officer's office, with what the queue shows of them."""
    open_hold = Hold.objects.filter(shipment=OuterRef("pk"), lifted_at__isnull=True)
    proposed = Decision.objects.filter(shipment=OuterRef("pk"), state=DecisionState.PROPOSED)
    return Shipment.objects.filter(office=officer.office_id, status__in=OPEN).annotate(
        is_overdue=Exists(open_hold.filter(until__lt=clock.today())),
        is_answered=Exists(open_hold.filter(answered_at__isnull=False)),
        awaits_second=Exists(proposed),
        is_free=is_free(),
    )


def listed(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """The rows joined to people and thin: a shipment has eighty columns, a list shows twelve."""
    return rows.select_related("exporter", "office", "claimed_by").only(*SHOWN)


def filter_queue(
    rows: QuerySet[Shipment], chosen: QueueFilter, officer: User
) -> QuerySet[Shipment]:
    """The cases the officer asked for."""
    whose: dict[str, Q] = {
        "free": Q(is_free=True),
        "mine": Q(is_free=False, claimed_by=officer),
        "second": Q(awaits_second=True),
        "overdue": Q(is_overdue=True),
        "answered": Q(is_answered=True),
    }
    conditions = Q()
    if status := chosen.value("status"):
        conditions &= Q(status=status)
    if gravity := chosen.value("gravity"):
        conditions &= Q(gravity=int(gravity))
    if name := chosen.value("whose"):
        conditions &= whose[name]
    if country := chosen.value("destination"):
        conditions &= Q(destination_country=country)
    if exporter := chosen.value("exporter"):
        conditions &= Q(exporter=int(exporter))
    if text := chosen.value("q"):
        conditions &= mentions(text)
    return rows.filter(conditions)


def narrowed_by(officer: User) -> dict[str, list[Choice]]:
    """The countries and exporters among the office's open cases, to choose from.

    Two queries: a join of every open case to its exporter would cost more than both.
    """
    rows = Shipment.objects.filter(office=officer.office_id, status__in=OPEN).order_by()
    found = set(rows.values_list("destination_country", "exporter").distinct())
    exporters = Exporter.objects.filter(pk__in={exporter for _country, exporter in found})
    name = "name_en" if get_language() == "en" else "name_zh"
    destinations = [(code, _label(code)) for code in {country for country, _exporter in found}]
    named = [(str(pk), name) for pk, name in exporters.values_list("pk", name)]
    return {
        "destinations": sorted(destinations, key=itemgetter(1)),
        "exporters": sorted(named, key=itemgetter(1)),
    }


def counts(officer: User) -> dict[str, int]:
    """How many open cases there are, by what an officer looks for first. One query."""
    mine = Q(is_free=False, claimed_by=officer)
    found: dict[str, int] = open_cases(officer).aggregate(
        open=Count("pk"),
        blocking=Count("pk", filter=Q(gravity=3)),
        held=Count("pk", filter=Q(status=Status.HELD)),
        overdue=Count("pk", filter=Q(is_overdue=True)),
        answered=Count("pk", filter=Q(is_answered=True)),
        second=Count("pk", filter=Q(awaits_second=True)),
        mine=Count("pk", filter=mine),
    )
    return found


def filter_shipments(rows: QuerySet[Shipment], chosen: SearchFilter) -> QuerySet[Shipment]:
    """The shipments somebody searched for."""
    since, until = chosen.value("since"), chosen.value("until")
    conditions: dict[str, Any] = {
        "status": chosen.value("status"),
        "office__code": chosen.value("office"),
        "submitted_at__gte": since and _midnight(since),
        "submitted_at__lt": until and _midnight(until + timedelta(days=1)),
    }
    found = rows.filter(**{name: value for name, value in conditions.items() if value})
    text = chosen.value("q")
    return found.filter(mentions(text)) if text else found


def mentions(text: str) -> Q:
    """The text is part of a reference, or of an exporter's, consignee's or end user's name.

    Exporters are looked up first: an OR over a join could not use the index of the names.
    """
    named = Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(uscc=text.upper())
    exporters = Exporter.objects.filter(named).values_list("pk", flat=True)
    return (
        Q(reference__contains=text.upper())
        | Q(consignee_name__icontains=text)
        | Q(end_user_name__icontains=text)
        | Q(exporter__in=list(exporters[:MOST_EXPORTERS]))
    )


def _label(country: str) -> str:
    code = COUNTRIES.get(country)
    return code.label if code else country


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def my_cases(officer: User) -> QuerySet[Shipment]:
    """What the officer has taken and not given back or decided, the oldest claim first."""
    mine = open_cases(officer).filter(Q(is_free=False), claimed_by=officer)
    return listed(mine).order_by(F("claimed_at").asc())
