"""Reports after release in the demo: each exporter files what is due before it declares again."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum

from compliance import clock
from compliance.accounts.models import User
from compliance.paper_files import Upload, read
from shipments.demo.papers import paper
from shipments.follow_up.actions import first_day, report
from shipments.models import FollowUp
from shipments.moves import LET_GO

IN_GOOD_TIME = timedelta(days=2)
PAPER_OF = {
    "departure": "bill_of_lading",
    "arrival": "warehouse_record",
    "delivery": "delivery_receipt",
    "use": "processing_balance",
    "certificate": "test_report",
}
WORDS = {
    "departure": "货物已装船离境。",
    "arrival": "货物已抵达目的港并清关。",
    "delivery": "最终用户已签收并入库。",
    "use": "已按申报用途投入生产，附物料平衡表。",
    "certificate": "第三方已到现场核对用途。",
}
USED, PRODUCT, SCRAP = Decimal("0.8"), Decimal("0.6"), Decimal("0.18")


def report_what_is_due(by: User) -> None:
    """File every report that the person's exporter owes by the day after tomorrow."""
    while duty := _next(by):
        upload = SimpleUploadedFile(f"{duty.kind}.pdf", paper(duty.kind), "application/pdf")
        report(
            duty.shipment,
            by=by,
            kind=duty.kind,
            happened_on=max(first_day(duty), clock.today() - IN_GOOD_TIME),
            text=WORDS[duty.kind],
            files=[Upload(upload, read(upload))],
            kinds=[PAPER_OF[duty.kind]],
            **dict(_masses(duty)),
        )


def _next(by: User) -> FollowUp | None:
    owed = FollowUp.objects.unmet().owed_by_exporters().filter(exporter=by.exporter_id)
    soon = owed.filter(due_on__lte=clock.today() + IN_GOOD_TIME, shipment__status__in=LET_GO)
    return soon.select_related("shipment").order_by("due_on", "id").first()


def _masses(duty: FollowUp) -> Iterator[tuple[str, Any]]:
    """Most of the metal is used, the rest lies in stock."""
    if duty.kind != "use":
        return
    kg = duty.shipment.flows.aggregate(kg=Sum("indium_kg"))["kg"] or Decimal(0)
    shares = {"used_kg": USED, "product_kg": PRODUCT, "scrap_kg": SCRAP, "stock_kg": 1 - USED}
    yield from ((name, (kg * share).quantize(Decimal("0.001"))) for name, share in shares.items())
