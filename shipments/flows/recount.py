"""Flows counted again from the shipments: to make them anew, and to find what is out of step."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import F

from compliance import clock
from shipments.flows.keeping import flows_of, keep_flows, signatures
from shipments.models import Flow, FlowCheck, Revision, Shipment

CHUNK = 500
MOST_NAMED = 20
SUMS = "sums"
ONE_AT_A_TIME = 4_900_001  # key of the advisory lock of whoever writes the sums anew

_DIMENSIONS = "month, status, exporter_id, country, end_user, end_use, material, purity"
_OF_FLOWS = (
    "date_trunc('month', declared_on)::date AS month, status, exporter_id, country, end_user,"
    " end_use, material, purity, net_kg, indium_kg"
)
# Every statement below is made of constants, which the linter cannot know.
_INSERT = f"""
    INSERT INTO shipments_flowentry ({_DIMENSIONS}, net_kg, indium_kg, lines)
    SELECT {_DIMENSIONS}, sum(net_kg), sum(indium_kg), sum(lines) FROM counted
    GROUP BY {_DIMENSIONS}
    HAVING sum(net_kg) <> 0 OR sum(indium_kg) <> 0 OR sum(lines) <> 0
"""  # noqa: S608
SUM_ANEW = f"""
    WITH gone AS (DELETE FROM shipments_flowentry),
        counted AS (SELECT {_OF_FLOWS}, 1 AS lines FROM shipments_flow)
    {_INSERT}
"""  # noqa: S608
DRAW_TOGETHER = f"""
    WITH counted AS (DELETE FROM shipments_flowentry RETURNING *)
    {_INSERT}
"""  # noqa: S608
DIFFERENT_SUMS = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM (
            SELECT {_OF_FLOWS}, 1 AS lines FROM shipments_flow
            UNION ALL
            SELECT {_DIMENSIONS}, -net_kg, -indium_kg, -lines FROM shipments_flowentry
        ) AS both_sides
        GROUP BY {_DIMENSIONS}
        HAVING sum(net_kg) <> 0 OR sum(indium_kg) <> 0 OR sum(lines) <> 0
    ) AS different
"""  # noqa: S608


def rebuild() -> int:
    """Make all flows and sums anew from the revisions, while the system goes on; how many
    shipments were out of step."""
    changed = 0
    for pks in _chunks():
        with transaction.atomic():
            for shipment in Shipment.objects.select_for_update().filter(pk__in=pks).order_by("pk"):
                changed += keep_flows(shipment)
    _write_sums(SUM_ANEW)
    return changed


def draw_together() -> None:
    """One entry for each sum instead of one for each change of it."""
    _write_sums(DRAW_TOGETHER)


def check() -> FlowCheck:
    """Count everything again and keep what differs."""
    wrong = [pk for pks in _chunks() for pk in _suspects(pks) if _is_out_of_step(pk)]
    names = Shipment.objects.filter(pk__in=wrong[:MOST_NAMED]).order_by("pk")
    examples = list(names.values_list("reference", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENT_SUMS)
        sums = cursor.fetchone()[0]
    return FlowCheck.objects.create(
        at=clock.now(),
        counted=Shipment.objects.filter(revision_no__gt=0).count(),
        differences=len(wrong) + sums,
        examples=[*examples, SUMS] if sums else examples,
    )


def _chunks() -> Iterator[list[int]]:
    """Primary keys of what customs has seen, a handful at a time."""
    last = 0
    while True:
        rows = Shipment.objects.filter(revision_no__gt=0, pk__gt=last).order_by("pk")
        pks = list(rows.values_list("pk", flat=True)[:CHUNK])
        if not pks:
            return
        yield pks
        last = pks[-1]


def _suspects(pks: list[int]) -> Iterator[int]:
    """Those whose flows are not what their revision says, read without a lock."""
    revisions = Revision.objects.filter(
        shipment__in=pks, number=F("shipment__revision_no")
    ).select_related("shipment")
    current = {revision.shipment_id: revision for revision in revisions}
    kept: dict[int, list[Flow]] = {pk: [] for pk in pks}
    for flow in Flow.objects.filter(shipment__in=pks):
        kept[flow.shipment_id].append(flow)
    for pk in pks:
        revision = current.get(pk)
        wanted = flows_of(revision.shipment, revision) if revision else ()
        if signatures(kept[pk]) != signatures(wanted):
            yield pk


@transaction.atomic
def _is_out_of_step(pk: int) -> bool:
    """Looked at once more by itself: the system goes on while it is checked."""
    shipment = Shipment.objects.select_for_update().get(pk=pk)
    revision = shipment.revisions.filter(number=shipment.revision_no).first()
    return signatures(shipment.flows.all()) != signatures(flows_of(shipment, revision))


@transaction.atomic
def _write_sums(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute(statement)
