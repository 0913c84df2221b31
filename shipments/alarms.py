"""What is out of order in the system itself, in sentences for home pages and for readiness."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.roles import LOG_READERS, reads_flows
from compliance.audit.models import Event
from compliance.audit.transparency.checkpoints import latest
from compliance.document_store.standing import fault_of_store, folders_in_use
from compliance.law.policy import Policy
from compliance.policy.versions import policy_on
from compliance.quarantine.scanning import late_files
from compliance.ui.counting import capped_counts
from shipments.licences.editions import register_standing
from shipments.models import (
    Attachment,
    DamagedUpload,
    Document,
    DocumentState,
    FlowCheck,
    Shipment,
)
from shipments.paperwork.doomed import still_there
from shipments.paperwork.render_work import DISK_FAILED, SIGNING_FAILED
from shipments.paperwork.signing.standing import fault_of_key
from shipments.screening.troubles import parked

MOST_NAMED = 5
CALENDAR_AHEAD = timedelta(days=31)  # the notice of a year comes out in November of the last
CHECKPOINT_DUE = timedelta(hours=1)  # one is due every five minutes
COUNTED: dict[str, Any] = {
    "parked": ngettext_lazy(
        "%(count)s shipment could not be screened and is parked.",
        "%(count)s shipments could not be screened and are parked.",
        "count",
    ),
    "storage": ngettext_lazy(
        "%(count)s paper cannot be stored. It is tried again until it can.",
        "%(count)s papers cannot be stored. They are tried again until they can.",
        "count",
    ),
    "signing": ngettext_lazy(
        "%(count)s paper cannot be signed. It is tried again until it can.",
        "%(count)s papers cannot be signed. They are tried again until they can.",
        "count",
    ),
    "papers": ngettext_lazy(
        "%(count)s paper could not be made.", "%(count)s papers could not be made.", "count"
    ),
    "files": ngettext_lazy(
        "%(count)s file is damaged and must be restored from a copy.",
        "%(count)s files are damaged and must be restored from a copy.",
        "count",
    ),
    "doomed": ngettext_lazy(
        "%(count)s file that should be gone is still in the store. It is tried again.",
        "%(count)s files that should be gone are still in the store. They are tried again.",
        "count",
    ),
    "scanner": ngettext_lazy(
        "%(count)s file has been waiting for the virus scanner for long.",
        "%(count)s files have been waiting for the virus scanner for long.",
        "count",
    ),
    "flows": ngettext_lazy(
        "The flows differ from the shipments in %(count)s place.",
        "The flows differ from the shipments in %(count)s places.",
        "count",
    ),
}
"""What is told with how often it is so, by the alarm's name."""


@dataclass(frozen=True)
class Alarm:
    """One thing out of order; `references` are shipments to look at, the first few."""

    name: str
    sentence: str
    references: tuple[str, ...] = ()


def alarms(reader: User | None = None) -> list[Alarm]:
    """Everything that is out of order now, with the shipments the reader may open."""
    seen = Shipment.objects.visible_to(reader) if reader else Shipment.objects.all()
    rows = _countable(seen)
    counted = capped_counts(rows)
    today = clock.today()
    policy = policy_on(today)
    damaged = sum(count for name, count in counted.items() if name.startswith("damaged"))
    return [
        *_counted("parked", counted["parked"], rows["parked"]),
        *_counted("storage", counted["storage"]),
        *_counted("signing", counted["signing"]),
        *_counted("papers", counted["papers"], rows["papers"].distinct()),
        *_paper_key(),
        *_counted("files", damaged, rows["damaged_papers"], rows["damaged_uploads"]),
        *_unsigned_log(reader),
        *_full_disk(),
        *_store_away(),
        *_counted("doomed", counted["doomed"]),
        *_counted("scanner", late_files()),
        *_flows(reader),
        *_licence_register(policy, today),
        *_calendar(policy, today),
    ]


def _countable(seen: QuerySet[Shipment]) -> dict[str, QuerySet[Any]]:
    """What is counted in one query and, as a rule, is not there. Damaged are papers that did not
    come out again as they were, and uploads, which nobody can make again."""
    stuck = Document.objects.filter(~Q(error=""), state=DocumentState.QUEUED)
    papers = Document.objects.filter(shipment__in=seen)
    return {
        "parked": parked().filter(shipment__in=seen),
        "storage": stuck.filter(error=DISK_FAILED),
        "signing": stuck.filter(error=SIGNING_FAILED),
        "papers": papers.filter(state=DocumentState.FAILED),
        "damaged_papers": papers.filter(irreparable_at__isnull=False),
        "damaged_uploads": Attachment.objects.filter(corrupt_at__isnull=False, shipment__in=seen),
        "damaged_elsewhere": DamagedUpload.objects.all(),
        "doomed": still_there(),
    }


def _counted(name: str, count: int, *about: QuerySet[Any]) -> Iterator[Alarm]:
    """One of COUNTED where there is any, with the first shipments that these rows are about."""
    if count:
        found = [each.values_list("shipment__reference", flat=True)[:MOST_NAMED] for each in about]
        named = dict.fromkeys(reference for each in found for reference in each)
        yield Alarm(name, COUNTED[name] % {"count": count}, tuple(named)[:MOST_NAMED])


def _paper_key() -> Iterator[Alarm]:
    if fault := fault_of_key():
        yield Alarm("paper_key", fault)


def _unsigned_log(reader: User | None) -> Iterator[Alarm]:
    """Events that no checkpoint has covered for long; for those who read the log, and watchmen."""
    if reader and reader.role not in LOG_READERS:
        return
    last = latest()
    first = Event.objects.filter(seq=last.size + 1 if last else 1).first()
    if first and first.at < timezone.now() - CHECKPOINT_DUE:
        sentence = _("The event log has not been signed since %(moment)s.")
        moment = timezone.localtime(first.at)
        yield Alarm("checkpoint", sentence % {"moment": f"{moment:%Y-%m-%d %H:%M}"})


def _full_disk() -> Iterator[Alarm]:
    there = [folder if folder.exists() else settings.BASE_DIR for folder in folders_in_use()]
    free = min(shutil.disk_usage(folder).free for folder in there)
    if free < settings.LEAST_FREE_BYTES:
        sentence = _("The disk for documents is nearly full: %(free)s MB are left.")
        yield Alarm("disk", sentence % {"free": free // 1_000_000})


def _store_away() -> Iterator[Alarm]:
    if fault_of_store():
        sentence = _(
            "The place where documents are kept does not answer. Uploads are refused and papers"
            " wait until it does."
        )
        yield Alarm("documents", sentence)


def _licence_register(policy: Policy, today: date) -> Iterator[Alarm]:
    """Where the policy relies on the issuing offices' register and it will not do."""
    if not policy.licence_register_connected:
        return
    standing = register_standing(policy, today)
    if standing.edition is None:
        yield Alarm(
            "licence_register", _("The policy relies on a licence register; none is there.")
        )
    elif standing.is_wanting:
        sentence = _("The licence register is %(age)s days old; the policy wants at most %(most)s.")
        told = {"age": standing.age_days, "most": policy.licence_register_days}
        yield Alarm("licence_register", sentence % told)


def _calendar(policy: Policy, today: date) -> Iterator[Alarm]:
    """Where the next weeks reach into a year of which the policy knows no holiday."""
    year = (today + CALENDAR_AHEAD).year
    if not any(day.year == year for day in policy.holidays):
        sentence = _(
            "The policy knows no holidays of %(year)s: terms in working days count its weekends"
            " alone. Sign a policy with those announced."
        )
        yield Alarm("calendar", sentence % {"year": year})


def _flows(reader: User | None) -> Iterator[Alarm]:
    """For those who read flows; a watchman asks without a reader."""
    if reader and not reads_flows(reader):
        return
    last = FlowCheck.objects.first()
    yield from _counted("flows", last.differences if last else 0)
