"""What is out of order in the system itself, in sentences for home pages and for readiness."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.accounts.models import User
from compliance.accounts.roles import reads_flows
from compliance.quarantine.scanning import late_files
from shipments.models import Document, DocumentState, FlowCheck, Shipment
from shipments.paperwork.render_work import DISK_FAILED
from shipments.screening.troubles import parked

MOST_NAMED = 5


@dataclass(frozen=True)
class Alarm:
    """One thing out of order; `references` are shipments to look at, the first few."""

    name: str
    sentence: str
    references: tuple[str, ...] = ()


def alarms(reader: User | None = None) -> list[Alarm]:
    """Everything that is out of order now, with the shipments the reader may open."""
    seen = Shipment.objects.visible_to(reader) if reader else Shipment.objects.all()
    return [
        *_parked(seen),
        *_waiting_papers(),
        *_failed_papers(seen),
        *_full_disk(),
        *_unscanned(),
        *_flows(reader),
    ]


def _parked(seen: QuerySet[Shipment]) -> Iterator[Alarm]:
    rows = parked().filter(shipment__in=seen)
    found = [row.shipment.reference for row in rows[:100]]
    if found:
        sentence = ngettext(
            "%(count)s shipment could not be screened and is parked.",
            "%(count)s shipments could not be screened and are parked.",
            len(found),
        )
        yield Alarm("parked", sentence % {"count": len(found)}, tuple(found[:MOST_NAMED]))


def _waiting_papers() -> Iterator[Alarm]:
    count = Document.objects.filter(state=DocumentState.QUEUED, error=DISK_FAILED).count()
    if count:
        sentence = ngettext(
            "%(count)s paper cannot be stored. It is tried again until it can.",
            "%(count)s papers cannot be stored. They are tried again until they can.",
            count,
        )
        yield Alarm("storage", sentence % {"count": count})


def _failed_papers(seen: QuerySet[Shipment]) -> Iterator[Alarm]:
    rows = Document.objects.filter(state=DocumentState.FAILED, shipment__in=seen)
    count = rows.count()
    if count:
        named = rows.values_list("shipment__reference", flat=True).distinct()[:MOST_NAMED]
        sentence = ngettext(
            "%(count)s paper could not be made.", "%(count)s papers could not be made.", count
        )
        yield Alarm("papers", sentence % {"count": count}, tuple(named))


def _full_disk() -> Iterator[Alarm]:
    folder = Path(settings.MEDIA_ROOT)
    folder = folder if folder.exists() else settings.BASE_DIR
    free = shutil.disk_usage(folder).free
    if free < settings.LEAST_FREE_BYTES:
        sentence = _("The disk for documents is nearly full: %(free)s MB are left.")
        yield Alarm("disk", sentence % {"free": free // 1_000_000})


def _unscanned() -> Iterator[Alarm]:
    count = late_files()
    if count:
        sentence = ngettext(
            "%(count)s file has been waiting for the virus scanner for long.",
            "%(count)s files have been waiting for the virus scanner for long.",
            count,
        )
        yield Alarm("scanner", sentence % {"count": count})


def _flows(reader: User | None) -> Iterator[Alarm]:
    """For those who read flows; a watchman asks without a reader."""
    if reader and not reads_flows(reader):
        return
    last = FlowCheck.objects.first()
    if last and last.differences:
        sentence = ngettext(
            "The flows differ from the shipments in %(count)s place.",
            "The flows differ from the shipments in %(count)s places.",
            last.differences,
        )
        yield Alarm("flows", sentence % {"count": last.differences})
