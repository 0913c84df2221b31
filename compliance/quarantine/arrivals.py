"""Files on their way in: shut, and sent to the scanner."""

from compliance import clock
from compliance.celery import send_after_commit
from compliance.quarantine import tasks
from compliance.quarantine.keeping import is_switched_on
from compliance.quarantine.models import FileScan, ScanState


def quarantine(sha256: str, stored_name: str) -> None:
    """Let nobody open the stored bytes before they are scanned. The caller holds a transaction."""
    if not is_switched_on():
        return
    row, _made = FileScan.objects.get_or_create(
        sha256=sha256, defaults={"stored_name": stored_name, "next_try_at": clock.now()}
    )
    if row.state == ScanState.WAITING:
        send_after_commit(tasks.scan, row.pk)
