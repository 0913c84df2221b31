"""What the virus scanner said of stored bytes, by their hash: the same bytes are looked at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScanState(models.TextChoices):
    """Where the look at a file stands. Only clean files are opened."""

    WAITING = "waiting", _("Waiting for the virus scanner")
    CLEAN = "clean", _("Nothing found")
    FOUND = "found", _("Refused by the virus scanner")


class FileScan(models.Model):
    """Stored bytes; `found` is the scanner's name for what is in them, `trouble` why the last try
    came to nothing. No row is ever a reason to delete a file."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    stored_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ScanState.choices, default=ScanState.WAITING)
    since = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    scanned_at = models.DateTimeField(null=True)
    found = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("scan of a file")
        indexes = [models.Index("next_try_at", name="file_scan_due")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.state}"
