"""离境: that released goods have left, and by what that is known."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shipments.models.review import Decision
from shipments.models.shipment import Shipment


class Departure(models.Model):
    """The evidence under which a shipment was closed: the carrier's report, and the container
    where there was one."""

    shipment = models.OneToOneField(Shipment, models.PROTECT, related_name="departure")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="departure")
    departed_on = models.DateField(_("Departed on"))
    report_no = models.CharField(_("Number of the carrier's report"), max_length=40)
    container_no = models.CharField(_("Container number"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("departure")
        constraints = [
            models.CheckConstraint(condition=~Q(report_no=""), name="departure_has_its_report")
        ]

    def __str__(self) -> str:
        return f"{self.report_no} {self.departed_on}"
