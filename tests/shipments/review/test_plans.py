"""How the database finds what the pages show: by an index in the order asked for, so that a page
costs the same however many shipments there are. Scans and sorts are switched off: where a plan has
one all the same, no index would do. Times are measured by tests.benchmarks.flat."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from compliance import clock
from compliance.accounts.models import User
from shipments.declare.home import standing
from shipments.frozen import declaration_in
from shipments.models import Document, DocumentState, Shipment, WaitsFor
from shipments.moves import SHOWN, Status
from shipments.paperwork.render_work import DISK_FAILED
from shipments.review.claims import claims_of, waiting_cases
from shipments.review.queue import listed, open_cases
from shipments.review.queue_filter import ORDERS, whose
from shipments.screening.around import to_its_end_user
from tests.builders import a_shipment

pytestmark = pytest.mark.django_db
ROOM = {"": "shipment_queue", "deadline": "shipment_due", "age": "shipment_age"}


def plan(rows: QuerySet[Any]) -> str:
    with transaction.atomic(), connection.cursor() as cursor:
        for node in ("seqscan", "sort", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{node} = off")
        return rows.explain()


def copy_of(one: Shipment, number: int, **columns: Any) -> None:
    """The same in another row; `one` is that row from then on."""
    one.pk, one.reference, one.declaration_no = None, f"G49-P{number:07d}", None
    one.creation_key = uuid4()
    for name, value in columns.items():
        setattr(one, name, value)
    one.save(force_insert=True)


def analyze() -> None:
    """Let the planner know what the table holds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE shipments_shipment")


@pytest.mark.parametrize("order", list(ROOM))
def test_each_order_of_the_queue_is_read_off_an_index(officer: User, order: str) -> None:
    keys = ORDERS[order][1]
    by = [f"-{key.name}" if key.descending else key.name for key in keys]
    found = plan(listed(open_cases(officer)).order_by(*by)[:51])
    assert ROOM[order] in found
    assert "Sort" not in found


@pytest.mark.parametrize("name", ["overdue", "second", "answered"])
def test_what_is_rare_is_counted_without_reading_the_rest(officer: User, name: str) -> None:
    rare = open_cases(officer).filter(whose(officer)[name])
    assert "Seq Scan" not in plan(rare.order_by().values("pk")[:1001])


@pytest.mark.parametrize(
    ("asked", "index"),
    [({"value_usd__gte": 900}, "shipment_worth"), ({"total_net_kg__gte": 900}, "shipment_weight")],
)
def test_the_few_dear_or_heavy_ones_are_found_without_reading_the_rest(
    exporter: User, officer: User, asked: dict[str, int], index: str
) -> None:
    one = a_shipment(exporter)
    for number in range(300):
        copy_of(one, number, value_usd=number, total_net_kg=number)
    Shipment.objects.filter(pk=one.pk).update(value_usd=999, total_net_kg=999)
    analyze()
    found = plan(listed(open_cases(officer).filter(**asked)).order_by()[:51])
    assert index in found


def test_the_next_case_and_ones_own_are_read_off_indexes(exporter: User, officer: User) -> None:
    a_shipment(exporter)
    found = plan(waiting_cases(officer)[:1])
    assert "shipment_queue" in found
    assert "Sort" not in found
    assert "Seq Scan" not in plan(claims_of(officer))


@pytest.mark.parametrize("shown", list(SHOWN))
def test_an_exporters_shipments_are_counted_without_reading_them_all(
    exporter: User, shown: str
) -> None:
    own = Shipment.objects.visible_to(exporter).filter(standing(shown))
    found = plan(own.order_by().values("pk")[:1001])
    assert "Seq Scan" not in found
    assert "shipment_" in found


def test_the_past_of_an_exporter_is_read_in_order(exporter: User) -> None:
    since = clock.now() - timedelta(days=31)
    rows = Shipment.objects.filter(exporter=exporter.exporter, submitted_at__gte=since)
    found = plan(rows.order_by("-submitted_at", "-id")[:1000])
    assert "shipment_past" in found
    assert "Sort" not in found


def test_what_an_end_user_received_is_summed_off_an_index_that_holds_nothing_else(
    exporter: User,
) -> None:
    one = a_shipment(exporter)
    declaration = declaration_in(one.revisions.get())
    for number in range(300):
        copy_of(one, number, end_user_name=f"Maker {number % 30}")
    analyze()
    found = plan(to_its_end_user(one, declaration).order_by().values("total_net_kg"))
    assert "Index Only Scan using shipment_by_end_user" in found
    assert "status" not in found  # what does not count stands in no row of the index


def test_what_waits_for_an_exporter_is_read_by_its_term(exporter: User) -> None:
    held = Shipment.objects.visible_to(exporter).filter(status=Status.HELD)
    found = plan(held.exclude(waits_for=WaitsFor.ANSWERED).order_by("due_on", "submitted_at")[:8])
    assert "shipment_to_answer" in found
    assert "Sort" not in found


def test_drafts_nobody_filed_are_passed_over_unread(officer: User, people: dict[str, User]) -> None:
    for reader in (officer, people["auditor"]):
        seen = Shipment.objects.visible_to(reader)
        found = plan(seen.order_by(F("submitted_at").desc(), "id")[:51])
        assert "shipment_by_time" in found or "shipment_by_office" in found
        assert "Sort" not in found


def test_papers_that_cannot_be_stored_are_counted_among_those_with_a_fault() -> None:
    stuck = Document.objects.filter(~Q(error=""), state=DocumentState.QUEUED, error=DISK_FAILED)
    assert "document_stuck" in plan(stuck.order_by().values("pk"))
