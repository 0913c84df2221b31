"""What an exporter files again and again: parties and goods to copy into a new shipment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from enduse.models import ForeignParty, OwnedQuerySet


class SavedParty(ForeignParty):
    """A consignee, carrier, payer … of the address book (end users live in enduse)."""

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="saved_parties")
    aeo_code = models.CharField(**PARTY.column("aeo_code"), blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved party")
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["exporter", "name_en", "country"],
                name="saved_party_once",
                violation_error_message=_("This party is already in your address book."),
            )
        ]


class SavedGoods(models.Model):
    """A product of the exporter, copied into new goods lines."""

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="saved_goods")
    label = models.CharField(_("your name for it"), max_length=100)
    hs_code = models.CharField(**LINE.column("hs_code"))
    material = models.CharField(**LINE.column("material"))
    form = models.CharField(**LINE.column("form"))
    name_zh = models.CharField(**LINE.column("name_zh"))
    name_en = models.CharField(**LINE.column("name_en"))
    specification = models.CharField(**LINE.column("specification"), blank=True)
    cas = models.CharField(**LINE.column("cas"), blank=True)
    purity_percent = models.DecimalField(
        _("purity (%)"), max_digits=11, decimal_places=8, null=True, blank=True
    )
    composition = models.JSONField(**LINE.column("composition"), default=list)
    source_area = models.CharField(**LINE.column("source_area"), blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved goods")
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(
                fields=["exporter", "label"],
                name="saved_goods_once",
                violation_error_message=_("You already have goods under this name."),
            )
        ]

    def __str__(self) -> str:
        return self.label
