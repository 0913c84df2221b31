"""Uploads that no case holds: scans of end-use statements, files behind figures of end users. The
nightly sample looks at them as at those of cases, and reports what nobody can make again."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from random import SystemRandom

from django.db import transaction

from compliance import clock
from compliance.audit.log import record
from enduse.models import EndUseStatement
from shipments.models import DamagedUpload, UserFigure
from shipments.paperwork import files
from shipments.paperwork.repair import SAMPLE

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Upload:
    """Its name in the store, what it must be, and whose it is in the event log."""

    name: str
    sha256: str
    subject: str


def check(count: int = SAMPLE) -> int:
    """Look at so many, chosen at random, and at those found damaged before; how many are not what
    was uploaded."""
    every = list(_uploads())
    known = set(DamagedUpload.objects.values_list("name", flat=True))
    chosen = set(SystemRandom().sample(every, min(count, len(every))))
    looked_at = [each for each in every if each in chosen or each.name in known]
    DamagedUpload.objects.exclude(name__in=[each.name for each in every]).delete()
    return sum(not _is_whole(each, is_known=each.name in known) for each in looked_at)


def _uploads() -> Iterator[Upload]:
    scans = EndUseStatement.objects.exclude(scan="").order_by("pk")
    for pk, name, sha256 in scans.values_list("pk", "scan", "scan_sha256").iterator():
        yield Upload(name, sha256, f"endusestatement:{pk}")
    figures = UserFigure.objects.exclude(file="").order_by("pk")
    for user, name, sha256 in figures.values_list("user", "file", "file_sha256").iterator():
        yield Upload(name, sha256, f"end_user:{user}")


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
