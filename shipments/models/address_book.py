"""What an exporter files again and again: parties and goods to copy into a new shipment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter
from enduse.models import ForeignParty, OwnedQuerySet


class SavedParty(ForeignParty):
    """A consignee, carrier, payer … of the address book (end users live in enduse)."""

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="saved_parties")
    aeo_code = models.CharField(_("AEO code"), max_length=50, blank=True)

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
    hs_code = models.CharField(_("HS code"), max_length=10)
    material = models.CharField(_("material"), max_length=30)
    form = models.CharField(_("form"), max_length=20)
    name_zh = models.CharField(_("name in Chinese"), max_length=255)
    name_en = models.CharField(_("name in English"), max_length=255)
    specification = models.CharField(_("specification"), max_length=255, blank=True)
    cas = models.CharField(_("CAS number"), max_length=12, blank=True)
    purity_percent = models.DecimalField(
        _("purity (%)"), max_digits=11, decimal_places=8, null=True, blank=True
    )
    composition = models.JSONField(_("composition"), default=list)
    source_area = models.CharField(_("domestic source area"), max_length=5, blank=True)

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
