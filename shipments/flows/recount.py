"""Flows counted again from the shipments: to make them anew, and to find what is out of step."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import F

from compliance import clock
from shipments.flows.keeping import flows_now, flows_of, keep_flows, signatures
from shipments.flows.outcomes import Outcome, outcomes_of
from shipments.flows.sums import ALL_SUMS
from shipments.models import Flow, FlowCheck, Revision, Shipment
from shipments.moves import LET_GO

CHUNK = 500
MOST_NAMED = 20
SUMS = "sums"
ONE_AT_A_TIME = 4_900_001  # key of the advisory lock of whoever writes the sums anew


def rebuild() -> int:
    """Make all flows and sums anew from the revisions, while the system goes on; how many
    shipments were out of step."""
    changed = sum(_keep_all(list(_suspects(pks))) for pks in _chunks())
    write_sums()
    return changed


def write_sums() -> None:
    """Make the sums anew from the flows."""
    _run_alone(*(each.anew for each in ALL_SUMS))


def draw_together() -> None:
    """One entry for each sum instead of one for each change of it."""
    _run_alone(*(each.draw_together for each in ALL_SUMS))


def settle() -> int:
    """Count as unexplained what should have been reported by now and was not; how many shipments
    the days since the last time changed."""
    late = Flow.objects.filter(awaited_kg__gt=0, due_on__lt=clock.today()).order_by("shipment_id")
    pks = list(late.values_list("shipment_id", flat=True).distinct())
    return sum(_keep_all(pks[at : at + CHUNK]) for at in range(0, len(pks), CHUNK))


def check() -> FlowCheck:
    """Count everything again and keep what differs; what only became overdue does not count."""
    settle()
    wrong = [pk for pks in _chunks() for pk in _suspects(pks) if _is_out_of_step(pk)]
    names = Shipment.objects.filter(pk__in=wrong[:MOST_NAMED]).order_by("pk")
    examples = list(names.values_list("reference", flat=True))
    different = _different_sums()
    return FlowCheck.objects.create(
        at=clock.now(),
        counted=Shipment.objects.filter(revision_no__gt=0).count(),
        differences=len(wrong) + different,
        examples=[*examples, SUMS] if different else examples,
    )


def _different_sums() -> int:
    with connection.cursor() as cursor:
        found = 0
        for each in ALL_SUMS:
            cursor.execute(each.different)
            found += cursor.fetchone()[0]
    return found


@transaction.atomic
def _keep_all(pks: list[int]) -> int:
    rows = Shipment.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    return sum(keep_flows(shipment) for shipment in rows)


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
    let_go = [pk for pk, each in current.items() if each.shipment.status in LET_GO]
    outcomes = outcomes_of(let_go)
    kept: dict[int, list[Flow]] = {pk: [] for pk in pks}
    for flow in Flow.objects.filter(shipment__in=pks):
        kept[flow.shipment_id].append(flow)
    for pk in pks:
        revision = current.get(pk)
        outcome = outcomes.get(pk, Outcome())
        wanted = flows_of(revision.shipment, revision, outcome) if revision else ()
        if signatures(kept[pk]) != signatures(wanted):
            yield pk


@transaction.atomic
def _is_out_of_step(pk: int) -> bool:
    """Looked at once more by itself: the system goes on while it is checked."""
    shipment = Shipment.objects.select_for_update().get(pk=pk)
    return signatures(shipment.flows.all()) != signatures(flows_now(shipment))


@transaction.atomic
def _run_alone(*statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        for statement in statements:
            cursor.execute(statement)
