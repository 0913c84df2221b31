"""Screenings that do not come to an end: counted at each try, parked after too many."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shipments.models.shipment import Shipment


class ScreeningTrouble(models.Model):
    """Tries to screen a shipment's current revision that have not ended well yet. A row goes away
    with the screening's success."""

    shipment = models.OneToOneField(Shipment, models.CASCADE, related_name="trouble")
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    since = models.DateTimeField(_("since"))
    last_at = models.DateTimeField(_("last try"))
    error = models.CharField(max_length=300, blank=True)
    parked_at = models.DateTimeField(_("parked"), null=True)

    class Meta:
        verbose_name = _("screening in trouble")
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.shipment_id}: {self.tries}"
