"""A name under which an exporter keeps a declaration to start others from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter
from enduse.models import OwnedQuerySet
from shipments.models.shipment import Shipment


class DeclarationTemplate(models.Model):
    """模板: the declaration itself stays what is copied, so that no field is kept twice."""

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="templates")
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="templates")
    name = models.CharField(_("name of the template"), max_length=60)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("template")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["exporter", "name"],
                name="template_once",
                violation_error_message=_("You already have a template under this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
