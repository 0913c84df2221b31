"""What waits for officers and what they search: querysets with filters, counts and order."""

from datetime import timedelta
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from compliance import clock
from compliance.accounts.models import Exporter, User
from compliance.codes.row import in_language
from compliance.ui.counting import capped_counts
from compliance.ui.keyset import Key
from compliance.ui.templatetags.gate49 import code_label
from shipments.models import Shipment
from shipments.moves import OPEN, Status
from shipments.review.claims import is_free
from shipments.review.forms import Choice, SearchFilter
from shipments.review.queue_filter import QueueFilter, is_overdue, whose

MOST_EXPORTERS = 100
MOST_OFFERED = 200
# The values of a column among an office's open cases: each is one step down an index, however
# many cases share it.
DISTINCT = """
WITH RECURSIVE found (value) AS (
  (SELECT min({column}) FROM shipments_shipment
    WHERE office_id = %(office)s AND status IN ('in_review', 'held'))
  UNION ALL
  SELECT (SELECT min({column}) FROM shipments_shipment
    WHERE office_id = %(office)s AND status IN ('in_review', 'held') AND {column} > found.value)
  FROM found WHERE found.value IS NOT NULL)
SELECT value FROM found WHERE value IS NOT NULL AND value::text <> '' LIMIT %(most)s
"""
EXPORTERS = "SELECT id, {name} FROM accounts_exporter WHERE id IN ({found})"
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
    "final_destination",
    "due_on",
    "waits_for",
    "value_usd",
    "revision_no",
    "claimed_at",
    "exporter__name_zh",
    "exporter__name_en",
    "office__name_zh",
    "office__name_en",
    "claimed_by__display_name",
    "claimed_by__username",
)


def open_cases(officer: User, free: Q | None = None) -> QuerySet[Shipment]:
    """All cases in review or held at the officer's office, with what the queue shows of them."""
    return Shipment.objects.filter(office=officer.office_id, status__in=OPEN).annotate(
        is_overdue=_flag(is_overdue(clock.today())),
        is_free=_flag(free or is_free()),
    )


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def listed(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """The rows joined to people and thin: a shipment has eighty columns, a list shows twelve."""
    return rows.select_related("exporter", "office", "claimed_by").only(*SHOWN)


def filter_queue(
    rows: QuerySet[Shipment], chosen: QueueFilter, officer: User
) -> QuerySet[Shipment]:
    """The cases the officer asked for."""
    text = chosen.value("q")
    found = rows.filter(chosen.conditions(officer))
    return found.filter(mentions(text)) if text else found


def narrowed_by(officer: User) -> dict[str, list[Choice]]:
    """The final destinations and exporters among the office's open cases, to choose from."""
    name = in_language("name_zh", "name_en")
    countries = _fetched(DISTINCT.format(column="final_destination"), officer)
    labelled = ((code, code_label(code, "countries")) for (code,) in countries)
    of_cases = DISTINCT.format(column="exporter_id")
    exporters = _fetched(EXPORTERS.format(name=name, found=of_cases), officer)
    return {
        "destinations": sorted(labelled, key=itemgetter(1)),
        "exporters": sorted(((str(pk), label) for pk, label in exporters), key=itemgetter(1)),
    }


def _fetched(query: str, officer: User) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"office": officer.office_id, "most": MOST_OFFERED})
        return list(cursor.fetchall())


def counts(officer: User, free: Q | None = None) -> dict[str, int]:
    """How many open cases there are, by what an officer looks for first, capped. One query."""
    rows, named = open_cases(officer, free), whose(officer)
    return capped_counts(
        {
            "open": rows,
            "blocking": rows.filter(gravity=3),
            "held": rows.filter(status=Status.HELD),
            **{
                name: rows.filter(named[name]) for name in ("overdue", "answered", "second", "mine")
            },
        }
    )


def filter_shipments(rows: QuerySet[Shipment], chosen: SearchFilter) -> QuerySet[Shipment]:
    """The shipments somebody searched for."""
    since, until = chosen.value("since"), chosen.value("until")
    conditions: dict[str, Any] = {
        "status": chosen.value("status"),
        "office__code": chosen.value("office"),
        "submitted_at__gte": since and clock.midnight(since),
        "submitted_at__lt": until and clock.midnight(until + timedelta(days=1)),
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


def my_cases(officer: User, free: Q | None = None) -> QuerySet[Shipment]:
    """What the officer has taken and not given back or decided, the oldest claim first."""
    mine = open_cases(officer, free).filter(whose(officer)["mine"])
    return listed(mine).order_by(F("claimed_at").asc())
