"""Internal notes: what officers write to each other on a case."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from shipments.models.shipment import Shipment


class Note(models.Model):
    """One note inside customs; no exporter reads it. `mentioned` are account names."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="notes")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))
    text = models.TextField(_("note"), max_length=2000)
    mentioned = ArrayField(models.CharField(max_length=150), default=list)

    class Meta:
        verbose_name = _("note")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.by} {self.shipment_id}"
