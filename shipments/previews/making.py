"""The worker's side: which files of open cases have no pictures yet, and drawing them."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q

from compliance import clock, leases
from compliance.database_faults import PASSING, uncount
from compliance.paper_files import sha256_of
from compliance.quarantine.keeping import quarantined
from shipments.models import Attachment, Preview, PreviewState, Shipment
from shipments.models.preview import picture_name
from shipments.moves.statuses import OPEN
from shipments.previews import drawing

MOST_AT_ONCE = 100
MOST_TRIES = 3
LEASE = timedelta(minutes=5)
SECONDS = 30  # on the wall; the processor's are fewer
MOST_BYTES = 2_000_000  # of one picture


def due() -> list[str]:
    """Hashes of files in open cases that nobody has drawn, or that a worker died over."""
    drawn = Preview.objects.filter(sha256=OuterRef("sha256")).exclude(_is_due())
    rows = Attachment.objects.filter(
        ~Exists(drawn), shipment__in=Shipment.objects.filter(status__in=OPEN)
    )
    found = rows.order_by("sha256").values_list("sha256", flat=True).distinct()
    hashes = list(found[:MOST_AT_ONCE])
    shut = quarantined(hashes)
    return [sha256 for sha256 in hashes if sha256 not in shut]


def draw(sha256: str) -> None:
    """Draw one file and keep the pictures. Doing it again changes nothing; a file that kills its
    worker is given up after a few tries. What
    passes by itself is no try, and rises like OSError."""
    attachment = Attachment.objects.filter(sha256=sha256).first()
    if attachment is None or quarantined([sha256]) or not _begin(sha256):
        return
    try:
        _draw_and_keep(attachment, sha256)
    except PASSING:
        uncount(Preview.objects.filter(sha256=sha256))
        raise


def _is_due() -> Q:
    left = leases.before("tried_at", clock.now() - LEASE)
    return left & Q(state=PreviewState.TRYING, tries__lt=MOST_TRIES)


def _draw_and_keep(attachment: Attachment, sha256: str) -> None:
    with TemporaryDirectory(prefix="gate49-preview-") as name:
        folder = Path(name)
        source = folder / "file"
        pictures = _drawn(source, folder) if _fetch(attachment, source) else []
    for page, content in enumerate(pictures, start=1):
        name = picture_name(sha256, page)
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
    state = PreviewState.READY if pictures else PreviewState.IMPOSSIBLE
    Preview.objects.filter(sha256=sha256).update(state=state, pages=len(pictures))


def _begin(sha256: str) -> bool:
    """Count the try before it is made: a worker that dies says nothing after."""
    row, is_new = Preview.objects.get_or_create(
        sha256=sha256, defaults={"tries": 1, "tried_at": clock.now()}
    )
    if is_new:
        return True
    mine = Preview.objects.filter(_is_due(), pk=row.pk)
    return bool(mine.update(tries=row.tries + 1, tried_at=clock.now()))


def _fetch(attachment: Attachment, target: Path) -> bool:
    """Copy the stored bytes; whether they are what was uploaded."""
    with attachment.file.open("rb") as stored, target.open("w+b") as copy:
        shutil.copyfileobj(stored, copy)
        return sha256_of(copy) == attachment.sha256


def _drawn(source: Path, folder: Path) -> list[bytes]:
    """The pictures, none where the file cannot be drawn within bounds."""
    program = [sys.executable, "-I", drawing.__file__, str(source), str(folder)]
    process = subprocess.Popen(
        program,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # and pdftoppm with it
        code = process.wait()
    pages = [folder / f"page-{number}.jpg" for number in range(1, drawing.MOST_PAGES + 1)]
    found = [page for page in pages if page.is_file()]
    if code or any(page.stat().st_size > MOST_BYTES for page in found):
        return []
    return [page.read_bytes() for page in found]
