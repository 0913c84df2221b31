"""What a draft declares beside its header: parties, goods lines and attached files."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from enduse.models import EndUser, ForeignParty
from shipments.models.shipment import Shipment


class PartyRole(models.TextChoices):
    """In what capacity a party takes part."""

    CONSIGNEE = "consignee", capfirst(_("consignee"))
    END_USER = "end_user", capfirst(_("end user"))
    INTERMEDIARY = "intermediary", _("Intermediary")
    CARRIER = "carrier", _("Carrier")
    FORWARDER = "forwarder", _("Forwarder")
    PAYER = "payer", _("Payer")
    NOTIFY = "notify", _("Notify party")


class ShipmentParty(ForeignParty):
    """One party of the draft, its particulars copied from the address book or typed."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=12, choices=PartyRole.choices)
    position = models.PositiveSmallIntegerField(default=1)
    aeo_code = models.CharField(**PARTY.column("aeo_code"), blank=True)
    end_user = models.ForeignKey(EndUser, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("party")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "role", "position"], name="party_position_once"
            )
        ]

    @property
    def ref(self) -> str:
        """Stable name within the shipment, for example consignee-1."""
        return f"{self.role}-{self.position}"


class GoodsLine(models.Model):
    """商品项: one line of goods of the draft.

    `composition` is a list of {"substance", "percent"} (percent as string, by mass);
    `control_elements` a list of {"category", "number", "value"}.
    """

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField(_("line"))
    hs_code = models.CharField(**LINE.column("hs_code"))
    ciq_code = models.CharField(**LINE.column("ciq_code"), default="999")
    material = models.CharField(**LINE.column("material"))
    form = models.CharField(**LINE.column("form"))
    name_zh = models.CharField(**LINE.column("name_zh"))
    name_en = models.CharField(**LINE.column("name_en"))
    brand_type = models.CharField(_("brand type"), max_length=1, default="0")
    preference = models.CharField(_("export preference"), max_length=1, default="0")
    specification = models.CharField(**LINE.column("specification"), blank=True)
    cas = models.CharField(**LINE.column("cas"), blank=True)
    purity_percent = models.DecimalField(
        _("purity (%)"), max_digits=11, decimal_places=8, null=True, blank=True
    )
    composition = models.JSONField(**LINE.column("composition"), default=list)
    quantity = models.DecimalField(**LINE.column("quantity"))
    unit = models.CharField(**LINE.column("unit"), default="035")
    net_weight_kg = models.DecimalField(_("net weight (kg)"), max_digits=19, decimal_places=5)
    gross_weight_kg = models.DecimalField(_("gross weight (kg)"), max_digits=19, decimal_places=5)
    unit_price = models.DecimalField(**LINE.column("unit_price"))
    total_price = models.DecimalField(**LINE.column("total_price"))
    currency = models.CharField(**LINE.column("currency"))
    origin_country = models.CharField(**LINE.column("origin_country"), default="CHN")
    final_destination = models.CharField(**LINE.column("final_destination"))
    source_area = models.CharField(**LINE.column("source_area"))
    duty_mode = models.CharField(**LINE.column("duty_mode"), default="1")
    licence_kind = models.CharField(**LINE.column("licence_kind"), blank=True)
    licence_no = models.CharField(**LINE.column("licence_no"), blank=True)
    control_code = models.CharField(**LINE.column("control_code"), blank=True)
    control_explain_code = models.CharField(**LINE.column("control_explain_code"), blank=True)
    control_elements = models.JSONField(**LINE.column("control_elements"), default=list, blank=True)
    lot_numbers = models.CharField(**LINE.column("lot_numbers"), blank=True)
    un_number = models.CharField(**LINE.column("un_number"), blank=True)
    dangerous_name = models.CharField(**LINE.column("dangerous_name"), blank=True)
    dangerous_packing = models.CharField(**LINE.column("dangerous_packing"), blank=True)
    statement_no = models.CharField(**LINE.column("statement_no"), blank=True)

    class Meta:
        verbose_name = _("goods line")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "number"], name="line_number_once"),
            models.CheckConstraint(
                condition=Q(net_weight_kg__lte=F("gross_weight_kg")),
                name="line_net_not_above_gross",
                violation_error_message=_("Net weight cannot be more than gross weight."),
            ),
            models.CheckConstraint(
                condition=Q(net_weight_kg__gt=0, quantity__gt=0, unit_price__gte=0),
                name="line_amounts_positive",
                violation_error_message=_("Weight and quantity must be more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name_en}"


class Attachment(models.Model):
    """An uploaded file. Content is checked on upload; `sha256` again at each download, and by a
    nightly sample, which sets or clears `corrupt_at`."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="attachments")
    kind = models.CharField(_("kind"), max_length=30)
    number = models.CharField(_("document number"), max_length=40, blank=True)
    filename = models.CharField(_("file name"), max_length=150)
    file = models.FileField(_("file"), upload_to="attachments/%Y/%m")
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    corrupt_at = models.DateTimeField(null=True, editable=False)
    answers = models.ForeignKey(
        "shipments.Hold", models.PROTECT, null=True, related_name="answer_files"
    )
    report = models.ForeignKey(
        "shipments.FollowUpReport", models.PROTECT, null=True, related_name="files"
    )
    supplement = models.ForeignKey(
        "shipments.Supplement", models.PROTECT, null=True, related_name="files"
    )

    class Meta:
        verbose_name = _("attachment")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.filename
