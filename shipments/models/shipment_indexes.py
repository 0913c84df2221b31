"""What lists of shipments are found by: partial where a list is of open cases, covering where a sum
runs over a year, so that a page costs the same however many shipments there are."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from shipments.models.waiting import IS_OPEN
from shipments.moves import LET_GO, Status

IS_FILED = Q(first_submitted_at__isnull=False)
"""What officers and auditors may see: drafts without a day would come before all others."""
IS_UNDER_WAY = ~Q(status__in=(Status.DRAFT, Status.WITHDRAWN)) & ~Q(status=Status.REFUSED)
"""What went to an end user, or waits to go; a query that says so reads no status row by row."""
INDEXES = [
    models.Index(
        "office",
        F("gravity").desc(),
        "submitted_at",
        "id",
        name="shipment_queue",
        condition=IS_OPEN,
    ),
    models.Index("office", "due_on", "submitted_at", "id", name="shipment_due", condition=IS_OPEN),
    models.Index("office", "submitted_at", "id", name="shipment_age", condition=IS_OPEN),
    models.Index("office", "waits_for", name="shipment_waits", condition=IS_OPEN),
    models.Index("office", "final_destination", name="shipment_going_to", condition=IS_OPEN),
    models.Index("office", "exporter", name="shipment_of", condition=IS_OPEN),
    models.Index("office", "status", name="shipment_held", condition=IS_OPEN),
    models.Index("office", "value_usd", name="shipment_worth", condition=IS_OPEN),
    models.Index("office", "total_net_kg", name="shipment_weight", condition=IS_OPEN),
    models.Index("claimed_by", "claimed_at", name="shipment_claimed", condition=IS_OPEN),
    models.Index(
        "exporter",
        "due_on",
        "submitted_at",
        include=["waits_for"],
        name="shipment_to_answer",
        condition=Q(status=Status.HELD),
    ),
    GinIndex(fields=["rules", "listed", "end_uses"], name="shipment_found", condition=IS_OPEN),
    models.Index(
        "office",
        "decided_at",
        "id",
        name="shipment_not_departed",
        condition=Q(status=Status.RELEASED),
    ),
    models.Index(
        "exporter", F("id").desc(), include=["net_weight_kg"], name="shipment_by_exporter"
    ),
    models.Index(
        Upper("end_user_name"),
        "submitted_at",
        include=["end_user_name", "total_net_kg", "status", "id"],
        name="shipment_by_end_user",
        condition=IS_UNDER_WAY,
    ),
    models.Index("exporter", F("submitted_at").desc(), F("id").desc(), name="shipment_past"),
    models.Index("exporter", "status", "revision_no", name="shipment_standing"),
    models.Index("office", F("submitted_at").desc(), "id", name="shipment_by_office"),
    models.Index(
        "office",
        F("decided_at").desc(),
        include=["submitted_at"],
        name="shipment_took",
        condition=Q(gravity__gt=0, status__in=[*LET_GO, Status.REFUSED]),
    ),
    models.Index("submitted_at", name="shipment_screening", condition=Q(status="screening")),
    models.Index(F("submitted_at").desc(), "id", name="shipment_by_time", condition=IS_FILED),
    models.Index(
        "status", F("submitted_at").desc(), "id", name="shipment_by_status", condition=IS_FILED
    ),
    GinIndex(
        OpClass(Upper("consignee_name"), "gin_trgm_ops"),
        OpClass(Upper("end_user_name"), "gin_trgm_ops"),
        OpClass("reference", "gin_trgm_ops"),
        name="shipment_mentions",
    ),
]
