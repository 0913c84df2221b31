"""The screenings of a case: the latest one, and what it knows of those before it, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists
from django.db.models.functions import JSONObject

from shipments.models import Revision, Screening, Shipment
from shipments.own_entries import grave_runs


@dataclass(frozen=True)
class Run:
    """A screening in a list."""

    number: int
    finished_at: datetime


def latest_run(shipment: Shipment, revision: Revision) -> Screening | None:
    """The latest run over that revision; None where it has not been screened."""
    each = JSONObject(number="number", finished_at="finished_at")
    rows = shipment.screenings.filter(revision=revision)
    known = {
        "any_grave": Exists(grave_runs(shipment)),
        "all_runs": ArraySubquery(shipment.screenings.order_by("-number").values(run=each)),
    }
    return rows.annotate(**known).order_by("-number").first()


def was_grave(latest: Screening) -> bool:
    """Whether any run over the shipment was of hold grade or above; of a row of latest_run."""
    return bool(vars(latest)["any_grave"])


def runs_of(shipment: Shipment, latest: Screening | None) -> Iterable[Run | Screening]:
    """All runs over the shipment, the newest first; `latest` is a row of latest_run."""
    if latest is None:
        return shipment.screenings.defer("facts")
    told = vars(latest)["all_runs"]
    return [Run(each["number"], datetime.fromisoformat(each["finished_at"])) for each in told]
