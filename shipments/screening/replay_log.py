"""Replays in the event log: each verdict recorded, and the alarms that still stand."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.law.ruleset import ruleset_version
from shipments.models import Screening, Shipment
from shipments.screening.replay import Replay, replay

DIFFERENCES = {
    "unreadable": _("The stored facts cannot be read."),
    "facts": _("The stored facts are not those that were hashed."),
    "revision": _("The stored facts hold another declaration than the frozen revision."),
    "policy": _("The policy is not the one that was used."),
    "lists": _("A list version is missing or not the one that was used."),
    "hits": _("Name matching finds other matches."),
    "findings": _("The rules give other findings."),
    "outcome": _("Lane, gravity or sample differ."),
    "event": _("The event log does not hold this run as stored."),
    "archive": _("The archived rule set or name engine of this run gives no answer."),
}
NOTES = {
    "ruleset": _("The rule set has changed since."),
    "matcher": _("The name matching has changed since; the matches are taken as stored."),
    "archived_ruleset": _("Judged again by the archived rule set of that time."),
    "archived_matcher": _("Names were matched again by the archived name engine of that time."),
}
VERDICTS = ("replayed", "replay_alarm")


def replay_and_record(screening: Screening, *, by: User | None) -> Replay:
    """Replay and write the verdict to the event log; anything but identical is an alarm."""
    verdict = replay(screening)
    record_verdict(verdict, by=by)
    return verdict


@transaction.atomic
def record_verdict(verdict: Replay, *, by: User | None) -> Event:
    """The event of one replay."""
    screening = verdict.screening
    return record(
        "replayed" if verdict.matches else "replay_alarm",
        by=by,
        subject=screening.shipment.subject,
        screening=screening.number,
        differences=list(verdict.differences),
        notes=list(verdict.notes),
        facts_sha256=screening.facts_sha256,
        findings_sha256=screening.findings_sha256,
        ruleset=ruleset_version(),
    )


@transaction.atomic
def record_all(count: int, alarms: int) -> Event:
    """The event of a replay of many; each alarm has one of its own beside it."""
    return record("replayed_all", by=None, subject="replay", count=count, alarms=alarms)


def verdicts_on(shipment: Shipment, number: int) -> list[Event]:
    """Verdicts on one run of a shipment, the newest first."""
    events = Event.objects.filter(subject=shipment.subject, verb__in=VERDICTS)
    return list(events.filter(detail__screening=number).order_by("-seq"))


def latest_verdicts() -> list[Event]:
    """The newest verdict on each run that was replayed by itself, the newest first."""
    events = Event.objects.filter(verb__in=VERDICTS).annotate(run=F("detail__screening"))
    newest = events.order_by("subject", "run", "-seq").distinct("subject", "run")
    return sorted(newest, key=lambda each: -each.seq)


def open_alarms() -> list[Event]:
    """Runs whose newest verdict is an alarm."""
    return [event for event in latest_verdicts() if event.verb == "replay_alarm"]


def sentences(keys: Iterable[str]) -> list[str]:
    """Differences or notes in the active language."""
    return [str(DIFFERENCES.get(key) or NOTES.get(key) or key) for key in keys]
