"""The worker's side: look at each stored file once, and again while the scanner is away."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from compliance import clock, leases
from compliance.audit.log import record
from compliance.quarantine import clamd
from compliance.quarantine.keeping import is_switched_on
from compliance.quarantine.models import FileScan, ScanState

VERBS = {"file_refused": _("File refused by the virus scanner")}
LEASE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(minutes=10)
TOO_LONG = timedelta(minutes=15)
MOST_AT_ONCE = 200

Held = Iterable[tuple[str, str]]  # pairs of hash and stored name

_holders: list[Callable[[], Held]] = []


def holds_files(holder: Callable[[], Held]) -> None:
    """A room above tells which files it has stored."""
    _holders.append(holder)


def scan_one(pk: int) -> None:
    """Ask the scanner about one file that is due. An outage only puts it off."""
    row = _taken_up(pk)
    if row is None:
        return
    try:
        with default_storage.open(row.stored_name) as stream:
            found = clamd.scan(settings.CLAMD, stream)
    except (clamd.Unavailable, OSError) as error:
        trouble = f"{type(error).__name__}: {error}"[:200]
        pause = min(timedelta(seconds=5 * 2 ** min(row.tries, 10)), LONGEST_PAUSE)
        FileScan.objects.filter(pk=pk).update(trouble=trouble, next_try_at=clock.now() + pause)
        return
    _settle(row, found)


def due() -> list[int]:
    """Files whose next try has come, the oldest first."""
    if not is_switched_on():
        return []
    return list(_waiting().order_by("next_try_at").values_list("pk", flat=True)[:MOST_AT_ONCE])


def adopt() -> int:
    """Let every file that any room has stored be scanned, also those stored before there was a
    scanner; how many are new."""
    before, now = FileScan.objects.count(), clock.now()
    rows = (
        FileScan(sha256=sha256, stored_name=name, next_try_at=now)
        for holder in _holders
        for sha256, name in holder()
        if sha256 and name
    )
    FileScan.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return FileScan.objects.count() - before


def late_files() -> int:
    """How many files have been waiting for long."""
    if not is_switched_on():
        return 0
    begun = clock.now() - TOO_LONG
    return FileScan.objects.filter(state=ScanState.WAITING, since__lt=begun).count()


def waiting_too_long() -> str:
    """For watchmen: "" or how many files have been waiting for long."""
    count = late_files()
    return f"{count} files wait for the virus scanner" if count else ""


def _waiting() -> QuerySet[FileScan]:
    """Those whose next try has come."""
    is_due = leases.due("next_try_at", LONGEST_PAUSE)
    return FileScan.objects.filter(is_due, state=ScanState.WAITING)


@transaction.atomic
def _taken_up(pk: int) -> FileScan | None:
    row = _waiting().select_for_update(skip_locked=True).filter(pk=pk).first()
    if row:
        row.tries += 1
        row.next_try_at = clock.now() + LEASE
        row.save(update_fields=["tries", "next_try_at"])
    return row


@transaction.atomic
def _settle(row: FileScan, found: str) -> None:
    row.state = ScanState.FOUND if found else ScanState.CLEAN
    row.found, row.trouble = found[:200], ""
    row.scanned_at, row.next_try_at = clock.now(), None
    row.save()
    if found:
        record("file_refused", by=None, subject=f"file:{row.sha256[:32]}", found=row.found)
