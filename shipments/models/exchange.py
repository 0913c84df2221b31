"""What came in from outside as files: messages and tables of declarations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter, User
from shipments.models.shipment import Shipment


class MessageImport(models.Model):
    """The message a draft was made from, and what of it the draft could not take over.

    `told` is a list of {"path", "field", "value", "sentence", "kind"}; kind is wrong or unmapped.
    """

    shipment = models.OneToOneField(Shipment, models.CASCADE, related_name="message_import")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    filename = models.CharField(max_length=150, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    version = models.CharField(max_length=8)
    told = models.JSONField(default=list)
    guessed = models.JSONField(default=list)

    class Meta:
        verbose_name = _("imported message")

    def __str__(self) -> str:
        return f"{self.shipment_id} {self.filename}"


class BulkState(models.TextChoices):
    """Where the work on a table of declarations stands."""

    WAITING = "waiting", _("Waiting")
    CHECKING = "checking", _("Checking")
    SUBMITTING = "submitting", _("Submitting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


UNFINISHED = (BulkState.WAITING, BulkState.CHECKING, BulkState.SUBMITTING)


class BulkFile(models.Model):
    """A table of declarations: one file of one exporter. The same bytes are the same file.

    `language` is that in which it was brought in or submitted, for what is told of its rows.
    `rows` counts its rows, `checked` those that were looked at, `good` the drafts made of them.
    When they are submitted, `looked_at` is the number of the last row whose draft was tried,
    `submitted` counts those that went and `refused` those that could not.
    """

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    at = models.DateTimeField(auto_now_add=True)
    filename = models.CharField(max_length=150, blank=True)
    file = models.FileField(upload_to="bulk/%Y/%m")
    sha256 = models.CharField("SHA-256", max_length=64)
    trouble = models.CharField(max_length=300, blank=True)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=BulkState.choices, default=BulkState.WAITING)
    rows = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    submitted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("table of declarations")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["exporter", "sha256"], name="bulk_file_once")
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def tried(self) -> int:
        """How many drafts were tried when they were last submitted."""
        return self.submitted + self.refused


class BulkRow(models.Model):
    """One declaration of a table: its cells as read, and the draft or the reasons why not.

    `cells` is {column: text} of the declaration's first row and `lines` a list of such for its
    goods; `errors` {column: sentence}. `number` is the row in the file, the heading being row 1.
    """

    file = models.ForeignKey(BulkFile, models.CASCADE, related_name="declared_rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    errors = models.JSONField(default=dict)
    is_checked = models.BooleanField(default=False)
    shipment = models.ForeignKey(Shipment, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("row of a table of declarations")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="bulk_row_once")]
        indexes = [
            models.Index(
                "file",
                "number",
                name="bulk_row_unchecked",
                condition=models.Q(is_checked=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.number}"
