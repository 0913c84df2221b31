"""What is out of order in the system itself, in sentences for home pages and for readiness."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.roles import LOG_READERS, reads_flows
from compliance.audit.models import Event
from compliance.audit.transparency.checkpoints import latest
from compliance.document_store.standing import fault_of_store, folders_in_use
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
CHECKPOINT_DUE = timedelta(hours=1)  # one is due every five minutes


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
    return [
        *_parked(rows, counted),
        *_papers(rows, counted),
        *_paper_key(),
        *_damaged_files(rows, counted),
        *_unsigned_log(reader),
        *_full_disk(),
        *_store_away(),
        *_undeleted(counted),
        *_unscanned(),
        *_flows(reader),
        *_licence_register(),
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


def _named(*rows: QuerySet[Any]) -> tuple[str, ...]:
    """The first shipments that they are about."""
    found = [each.values_list("shipment__reference", flat=True)[:MOST_NAMED] for each in rows]
    return tuple(dict.fromkeys(name for each in found for name in each))[:MOST_NAMED]


def _parked(rows: Mapping[str, QuerySet[Any]], counted: Mapping[str, int]) -> Iterator[Alarm]:
    if count := counted["parked"]:
        sentence = ngettext(
            "%(count)s shipment could not be screened and is parked.",
            "%(count)s shipments could not be screened and are parked.",
            count,
        )
        yield Alarm("parked", sentence % {"count": count}, _named(rows["parked"]))


def _papers(rows: Mapping[str, QuerySet[Any]], counted: Mapping[str, int]) -> Iterator[Alarm]:
    """Those that wait for a disk or a key, and those that somebody has to ask for again."""
    if count := counted["storage"]:
        sentence = ngettext(
            "%(count)s paper cannot be stored. It is tried again until it can.",
            "%(count)s papers cannot be stored. They are tried again until they can.",
            count,
        )
        yield Alarm("storage", sentence % {"count": count})
    if count := counted["signing"]:
        sentence = ngettext(
            "%(count)s paper cannot be signed. It is tried again until it can.",
            "%(count)s papers cannot be signed. They are tried again until they can.",
            count,
        )
        yield Alarm("signing", sentence % {"count": count})
    if count := counted["papers"]:
        sentence = ngettext(
            "%(count)s paper could not be made.", "%(count)s papers could not be made.", count
        )
        yield Alarm("papers", sentence % {"count": count}, _named(rows["papers"].distinct()))


def _paper_key() -> Iterator[Alarm]:
    if fault := fault_of_key():
        yield Alarm("paper_key", fault)


def _damaged_files(
    rows: Mapping[str, QuerySet[Any]], counted: Mapping[str, int]
) -> Iterator[Alarm]:
    of_cases = ("damaged_papers", "damaged_uploads")
    if count := sum(counted[name] for name in (*of_cases, "damaged_elsewhere")):
        sentence = ngettext(
            "%(count)s file is damaged and must be restored from a copy.",
            "%(count)s files are damaged and must be restored from a copy.",
            count,
        )
        named = _named(*(rows[name] for name in of_cases))
        yield Alarm("files", sentence % {"count": count}, named)


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


def _undeleted(counted: Mapping[str, int]) -> Iterator[Alarm]:
    if count := counted["doomed"]:
        sentence = ngettext(
            "%(count)s file that should be gone is still in the store. It is tried again.",
            "%(count)s files that should be gone are still in the store. They are tried again.",
            count,
        )
        yield Alarm("doomed", sentence % {"count": count})


def _unscanned() -> Iterator[Alarm]:
    count = late_files()
    if count:
        sentence = ngettext(
            "%(count)s file has been waiting for the virus scanner for long.",
            "%(count)s files have been waiting for the virus scanner for long.",
            count,
        )
        yield Alarm("scanner", sentence % {"count": count})


def _licence_register() -> Iterator[Alarm]:
    """Where the policy relies on the issuing offices' register and it will not do."""
    today = clock.today()
    policy = policy_on(today)
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
