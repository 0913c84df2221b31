"""保存: papers and uploads are kept for five years at least, longer under a legal hold, and then
destroyed by two persons. The triggers that refuse anything else are in the migration."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from shipments.models.shipment import Shipment

YEARS = 5  # Decree 792 art. 27; the trigger says the same


class LegalHold(models.Model):
    """Nothing of the case is destroyed while one is open; another person than the one who placed it
    lifts it."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="legal_holds")
    reason = models.TextField(_("reason"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("placed"))
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True)

    class Meta:
        verbose_name = _("legal hold")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment"], condition=Q(lifted_at__isnull=True), name="one_open_legal_hold"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | (Q(lifted_at__isnull=False) & ~Q(lifted_by=F("by"))),
                name="legal_hold_lifted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id}: {self.reason}"


class DamagedUpload(models.Model):
    """An upload of no case (the scan of an end-use statement, the file behind a figure of an end
    user) that was not what was uploaded when the nightly sample looked; gone once it is again.
    `subject` is whose it is in the event log."""

    name = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    subject = models.CharField(max_length=60)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("damaged upload")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class DoomedFile(models.Model):
    """A stored file whose rows are gone or bare: it goes when nobody names it any more. The row
    stays until it has gone, so that an outage of the store leaves nothing behind."""

    name = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("file to be deleted")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Disposal(models.Model):
    """销毁: proposed by one person, signed by another, carried out with the signature. `destroyed`
    lists the SHA-256 of every file."""

    shipment = models.OneToOneField(Shipment, models.PROTECT, related_name="disposal")
    reason = models.TextField(_("reason"), max_length=500)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("signed"), null=True)
    destroyed = models.JSONField(default=list)

    class Meta:
        verbose_name = _("disposal")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | (Q(signed_at__isnull=False) & ~Q(signed_by=F("proposed_by"))),
                name="disposal_signed_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id}"
