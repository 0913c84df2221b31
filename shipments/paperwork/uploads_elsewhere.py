"""Uploads that no case holds: scans of end-use statements, files behind figures of end users. The
nightly sample looks at them as at those of cases, and reports what nobody can make again."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from compliance import clock
from compliance.audit.log import record
from enduse.models import EndUseStatement
from shipments.models import DamagedUpload, UserFigure
from shipments.paperwork import files
from shipments.paperwork.repair import SAMPLE
from shipments.paperwork.rounds import next_keys

logger = logging.getLogger(__name__)
SCAN, FIGURE = "endusestatement:", "end_user:"


@dataclass(frozen=True)
class Upload:
    """Its name in the store, what it must be, and whose it is in the event log."""

    name: str
    sha256: str
    subject: str


def check(count: int = SAMPLE) -> int:
    """Look at the next so many of each kind, and at those found damaged before; how many are not
    what was uploaded."""
    damaged = {each.name: each for each in _damaged()}
    looked_at = {each.name: each for each in _turn(count)} | damaged
    return sum(not _is_whole(each, is_known=name in damaged) for name, each in looked_at.items())


def _turn(count: int) -> Iterator[Upload]:
    yield from _scans(pk__in=next_keys("scans", EndUseStatement.objects, count))
    yield from _figures(pk__in=next_keys("figures", UserFigure.objects, count))


def _damaged() -> Iterator[Upload]:
    """Those that were found damaged and are still in use; the others are forgotten."""
    for row in DamagedUpload.objects.all():
        key = row.subject.partition(":")[2]
        is_scan = row.subject.startswith(SCAN)
        used = _scans(pk=key, scan=row.name) if is_scan else _figures(user=key, file=row.name)
        found = next(used, None)
        if found:
            yield found
        else:
            row.delete()


def _scans(**which: Any) -> Iterator[Upload]:
    rows = EndUseStatement.objects.filter(**which).exclude(scan="").order_by("pk")
    for pk, name, sha256 in rows.values_list("pk", "scan", "scan_sha256"):
        yield Upload(name, sha256, f"{SCAN}{pk}")


def _figures(**which: Any) -> Iterator[Upload]:
    rows = UserFigure.objects.filter(**which).exclude(file="").order_by("pk")
    for user, name, sha256 in rows.values_list("user", "file", "file_sha256"):
        yield Upload(name, sha256, f"{FIGURE}{user}")


def _is_whole(upload: Upload, *, is_known: bool) -> bool:
    is_whole = files.is_kept(upload.name, upload.sha256)
    if is_whole and is_known:
        DamagedUpload.objects.filter(name=upload.name).delete()
    if not is_whole and not is_known:
        _tell(upload)
    return is_whole


@transaction.atomic
def _tell(upload: Upload) -> None:
    logger.error("the upload %s of %s was changed", upload.name, upload.subject)
    DamagedUpload.objects.create(
        name=upload.name, sha256=upload.sha256, subject=upload.subject, since=clock.now()
    )
    record("attachment_corrupt", by=None, subject=upload.subject, sha256=upload.sha256)
