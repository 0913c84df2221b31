"""What Prometheus and readiness are told of shipments, papers, screenings and lists."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Avg, Count, F, Max, Min
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily

from compliance import clock
from compliance.health.metrics import gauge
from compliance.law.surroundings import Freshness
from compliance.parties.versions import list_states
from compliance.policy.versions import policy_on
from shipments.alarms import alarms
from shipments.licences.editions import register_standing
from shipments.models import Document, DocumentState, ScreenedFinding, Screening, Shipment
from shipments.moves import Status
from shipments.paperwork.signing.standing import days_left

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
UNFINISHED = (DocumentState.QUEUED, DocumentState.RENDERING)


def gauges() -> Iterator[GaugeMetricFamily]:
    """Depth and age of queues, durations and lanes of the last hour, rule hits of the last day,
    age of lists, alarms."""
    yield from _queues()
    yield from _durations()
    since = timezone.now() - HOUR
    lanes = Screening.objects.filter(finished_at__gte=since).values_list("lane")
    yield gauge("lane", "Screenings of the last hour", _counted(lanes), "lane")
    hits = ScreenedFinding.objects.filter(screening__finished_at__gte=timezone.now() - DAY)
    hits_by_rule = hits.order_by().values_list("rule")
    yield gauge("rule_hits", "Findings of the last day", _counted(hits_by_rule), "rule")
    yield gauge("list_age_days", "Days since a list was good", _list_ages(), "list")
    today = clock.today()
    if (age := register_standing(policy_on(today), today).age_days) is not None:
        yield gauge("licence_register_age_days", "Days since the licence register is of", {"": age})
    if (days := days_left()) is not None:
        yield gauge("paper_key_days", "Days until the certificate ends", {"": days})
    yield gauge("alarms", "Things out of order", {alarm.name: 1.0 for alarm in alarms()}, "name")


def lists_are_fresh() -> str:
    """For readiness: which lists are not."""
    today = clock.today()
    states = list_states(policy_on(today), today)
    return ", ".join(
        f"{each.list_code}: {each.state}" for each in states if each.state != Freshness.FRESH
    )


def nothing_is_wrong() -> str:
    """For readiness: every alarm."""
    return " ".join(alarm.sentence for alarm in alarms())


def _queues() -> Iterator[GaugeMetricFamily]:
    now = timezone.now()
    waiting = Shipment.objects.filter(status=Status.SCREENING)
    papers = Document.objects.filter(state__in=UNFINISHED)
    cases = Shipment.objects.filter(status__in=(Status.IN_REVIEW, Status.HELD))
    found = {
        "screening": waiting.aggregate(n=Count("pk"), oldest=Min("submitted_at")),
        "papers": papers.aggregate(n=Count("pk"), oldest=Min("issued_at")),
        "review": cases.aggregate(n=Count("pk"), oldest=Min("submitted_at")),
    }
    depth = {name: float(row["n"]) for name, row in found.items()}
    age = {
        name: (now - row["oldest"]).total_seconds() if row["oldest"] else 0.0
        for name, row in found.items()
    }
    yield gauge("queue_depth", "What waits", depth, "queue")
    yield gauge("queue_age_seconds", "How long the oldest waits", age, "queue")


def _durations() -> Iterator[GaugeMetricFamily]:
    since = timezone.now() - HOUR
    runs = Screening.objects.filter(finished_at__gte=since)
    papers = Document.objects.filter(ready_at__gte=since, started_at__isnull=False)
    for name, rows, took in (
        ("screening", runs, F("finished_at") - F("started_at")),
        ("rendering", papers, F("ready_at") - F("started_at")),
    ):
        found = rows.aggregate(mean=Avg(took), longest=Max(took))
        values = {key: value.total_seconds() if value else 0.0 for key, value in found.items()}
        yield gauge(f"{name}_seconds", f"Duration of {name} in the last hour", values, "of")


def _counted(rows: object) -> dict[str, float]:
    return {str(key): float(count) for key, count in rows.annotate(Count("pk"))}  # type: ignore[attr-defined]


def _list_ages() -> dict[str, float]:
    today = clock.today()
    states = list_states(policy_on(today), today)
    return {each.list_code: float((today - each.good_on).days) for each in states if each.good_on}
