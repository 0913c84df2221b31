"""What was drawn of which file, for pages that may show it; and what goes with a destroyed file."""

from collections.abc import Iterable

from django.core.files.storage import default_storage

from compliance.quarantine.keeping import is_switched_on
from compliance.quarantine.models import FileScan, ScanState
from shipments.models import Preview


def previews_of(hashes: Iterable[str]) -> dict[str, Preview]:
    """By hash, what was tried of these files; nothing of a file that may not be opened. A query."""
    rows = Preview.objects.filter(sha256__in=set(hashes))
    if is_switched_on():
        clean = FileScan.objects.filter(state=ScanState.CLEAN).values("sha256")
        rows = rows.filter(sha256__in=clean)
    return {row.sha256: row for row in rows}


def forget(sha256: str) -> None:
    """Delete the pictures of a file that is destroyed. Raises OSError where the store is away."""
    row = Preview.objects.filter(sha256=sha256).first()
    if row is None:
        return
    for name in row.names:
        default_storage.delete(name)
    row.delete()
