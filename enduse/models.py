"""Who will use the metal and for what: end users, their sites and their end-use statements."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter, User


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to one exporter."""

    def visible_to(self, user: User) -> "OwnedQuerySet":
        """The exporter's own; auditors read all; nobody else."""
        if user.is_exporter:
            return self.filter(exporter_id=user.exporter_id)
        return self.all() if user.is_auditor else self.none()


class ForeignParty(models.Model):
    """Who somebody abroad is and how to reach them: end users and parties of a shipment alike."""

    name_en = models.CharField(_("name in English"), max_length=200)
    name_zh = models.CharField(_("name in Chinese"), max_length=100, blank=True)
    country = models.CharField(_("country or region"), max_length=3)
    address = models.CharField(_("address"), max_length=300, blank=True)
    registration_no = models.CharField(_("registration number"), max_length=50, blank=True)
    business_kind = models.CharField(_("kind of business"), max_length=20, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en


class EndUser(ForeignParty):
    """最终用户: the address-book entry of one exporter for a foreign end user."""

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="end_users")
    address = models.CharField(
        _("physical address"), max_length=300, help_text=_("No post-office box.")
    )
    website = models.URLField(_("website"), blank=True)
    business_kind = models.CharField(_("kind of business"), max_length=20)
    business_scope = models.TextField(_("business scope"), max_length=1000)
    ownership = models.CharField(_("owners"), max_length=300, blank=True)
    military_ties = models.BooleanField(_("has ties to the military"), default=False)
    archived = models.BooleanField(_("no longer offered"), default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("end user")
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["exporter", "name_en", "country"],
                name="end_user_once_per_exporter",
                violation_error_message=_("This end user is already in your address book."),
            )
        ]


class Site(models.Model):
    """The plant or laboratory where the end user consumes the goods."""

    end_user = models.ForeignKey(EndUser, models.CASCADE, related_name="sites")
    name = models.CharField(_("site"), max_length=200)
    address = models.CharField(_("address of the site"), max_length=300)
    country = models.CharField(_("country or region"), max_length=3)

    class Meta:
        verbose_name = _("site")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StatementKind(models.TextChoices):
    """Required by statute (dual-use items) or requested by practice (indium metal)."""

    STATUTORY = "statutory", _("Statutory (dual-use item)")
    REQUESTED = "requested", _("Requested (end-user statement)")


class EndUseStatement(models.Model):
    """最终用户和最终用途证明: what the end user declares, promises and signs (Decree 792 art. 24).

    Masses are kg, value is in `currency`. Editable while it backs drafts only: each revision of a
    shipment keeps its own frozen copy.
    """

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="statements")
    end_user = models.ForeignKey(EndUser, models.PROTECT, related_name="statements")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(_("statement number"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=StatementKind.choices)
    importer_name = models.CharField(_("importer"), max_length=200, blank=True)
    importer_address = models.CharField(_("importer's address"), max_length=300, blank=True)
    importer_relation = models.CharField(
        _("importer's relation to the end user"), max_length=200, blank=True
    )
    contract_no = models.CharField(_("contract number"), max_length=32)
    contract_date = models.DateField(_("contract date"), null=True)
    goods_zh = models.CharField(_("goods in Chinese"), max_length=200)
    goods_en = models.CharField(_("goods in English"), max_length=200)
    control_code = models.CharField(_("control code"), max_length=20, blank=True)
    hs_code = models.CharField(_("HS code"), max_length=10)
    specification = models.CharField(_("specification and purity"), max_length=255)
    quantity_kg = models.DecimalField(
        _("quantity (kg)"), max_digits=19, decimal_places=5, validators=[MinValueValidator(0)]
    )
    value = models.DecimalField(_("value"), max_digits=19, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3)
    end_use = models.CharField(_("end-use category"), max_length=30)
    end_use_detail = models.TextField(_("end use in detail"), max_length=2000)
    product_made = models.CharField(_("product made"), max_length=300)
    process_step = models.CharField(_("process step"), max_length=300)
    downstream = models.CharField(_("downstream customers or product"), max_length=300, blank=True)
    annual_consumption_kg = models.DecimalField(
        _("annual consumption (kg)"), max_digits=19, decimal_places=5
    )
    stock_kg = models.DecimalField(
        _("stock (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    promises_declared_use = models.BooleanField(
        _("will not use the goods otherwise without consent of the PRC government"), default=False
    )
    promises_no_transfer = models.BooleanField(
        _("will not transfer the goods to anyone else without that consent"), default=False
    )
    promises_no_wmd = models.BooleanField(
        _("will not use the goods for weapons of mass destruction or their delivery"),
        default=False,
    )
    accepts_verification = models.BooleanField(_("accepts verification"), default=False)
    signatory_name = models.CharField(_("signed by"), max_length=100)
    signatory_title = models.CharField(_("title of the signatory"), max_length=100)
    signed_at_place = models.CharField(_("place of signature"), max_length=100)
    signed_on = models.DateField(_("signed on"), null=True)
    sealed = models.BooleanField(_("bears the company seal"), default=False)
    has_chinese_text = models.BooleanField(_("Chinese text or translation attached"), default=False)
    valid_until = models.DateField(_("valid until"), null=True)
    scan = models.FileField(upload_to="statements/%Y/%m", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=150, blank=True)
    scan_size = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("end-use statement")
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exporter", "number"],
                name="statement_number_once",
                violation_error_message=_("You already have a statement with this number."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(signed_on__isnull=True)
                | Q(valid_until__gte=F("signed_on")),
                name="statement_valid_after_signature",
                violation_error_message=_("A statement cannot expire before it is signed."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
