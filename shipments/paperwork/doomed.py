"""Files that must go with their rows: noted in the same transaction, deleted after it, and by the
sweep for as long as the store is away."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile

from compliance import clock, leases
from shipments.models import Attachment, Document, DoomedFile
from shipments.previews.reading import forget

logger = logging.getLogger(__name__)
LONG = timedelta(hours=1)
MOST_AT_ONCE = 500


def doom(files: Iterable[tuple[FieldFile, str]]) -> None:
    """Let these files, each with its SHA-256, go when the caller's transaction has committed."""
    now = clock.now()
    rows = [DoomedFile(name=str(file), sha256=sha256, since=now) for file, sha256 in files if file]
    DoomedFile.objects.bulk_create(rows, ignore_conflicts=True)
    names = [row.name for row in rows]
    transaction.on_commit(lambda: _remove(DoomedFile.objects.filter(name__in=names)))


def sweep() -> None:
    """Try again what could not be deleted."""
    _remove(DoomedFile.objects.all()[:MOST_AT_ONCE])


def still_there() -> QuerySet[DoomedFile]:
    """Those that should have gone long ago."""
    return DoomedFile.objects.filter(leases.before("since", clock.now() - LONG))


def _remove(rows: QuerySet[DoomedFile]) -> None:
    """A file that other cases name too stays for them. Each is tried, whatever others meet."""
    for row in rows:
        try:
            _delete(row)
        except OSError as error:
            logger.error("%s should be gone and is still there: %s", row.name, error)


def _delete(row: DoomedFile) -> None:
    if not _is_named(row):
        storages["papers"].delete(row.name)
        forget(row.sha256)
    row.delete()


def _is_named(row: DoomedFile) -> bool:
    disposed = Q(shipment__disposal__signed_at__isnull=False)
    uploads = Attachment.objects.filter(file=row.name).exclude(disposed)
    return uploads.exists() or Document.objects.filter(file=row.name).exists()
