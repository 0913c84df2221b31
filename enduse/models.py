"""Who will use the metal and for what: end users, their sites and their end-use statements."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter, User
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to one exporter."""

    def visible_to(self, user: User) -> "OwnedQuerySet":
        """The exporter's own; auditors read all; nobody else."""
        if user.is_exporter:
            return self.filter(exporter_id=user.exporter_id)
        return self.all() if user.is_auditor else self.none()


class ForeignParty(models.Model):
    """Who somebody abroad is and how to reach them: end users and parties of a shipment alike."""

    name_en = models.CharField(**PARTY.column("name_en"))
    name_zh = models.CharField(**PARTY.column("name_zh"), blank=True)
    country = models.CharField(**PARTY.column("country"))
    address = models.CharField(**PARTY.column("address"), blank=True)
    registration_no = models.CharField(**PARTY.column("registration_no"), blank=True)
    business_kind = models.CharField(**PARTY.column("business_kind"), blank=True)
    phone = models.CharField(**PARTY.column("phone"), blank=True)
    email = models.EmailField(**PARTY.column("email"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en


class EndUser(ForeignParty):
    """最终用户: the address-book entry of one exporter for a foreign end user."""

    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="end_users")
    address = models.CharField(**STATEMENT.column("address"), help_text=_("No post-office box."))
    website = models.URLField(**STATEMENT.column("website"), blank=True)
    business_kind = models.CharField(**STATEMENT.column("business_kind"))
    business_scope = models.TextField(**STATEMENT.column("business_scope"))
    ownership = models.CharField(**STATEMENT.column("ownership"), blank=True)
    military_ties = models.BooleanField(**STATEMENT.column("military_ties"), default=False)
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
    name = models.CharField(**STATEMENT.column("site_name"))
    address = models.CharField(**STATEMENT.column("site_address"))
    country = models.CharField(**PARTY.column("country"))

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
    number = models.CharField(**STATEMENT.column("number"))
    kind = models.CharField(**STATEMENT.column("kind"), choices=StatementKind.choices)
    importer_name = models.CharField(**STATEMENT.column("importer_name"), blank=True)
    importer_address = models.CharField(**STATEMENT.column("importer_address"), blank=True)
    importer_relation = models.CharField(**STATEMENT.column("importer_relation"), blank=True)
    contract_no = models.CharField(**STATEMENT.column("contract_no"))
    contract_date = models.DateField(**STATEMENT.column("contract_date"), null=True)
    goods_zh = models.CharField(**STATEMENT.column("goods_zh"))
    goods_en = models.CharField(**STATEMENT.column("goods_en"))
    control_code = models.CharField(**STATEMENT.column("control_code"), blank=True)
    hs_code = models.CharField(**STATEMENT.column("hs_code"))
    specification = models.CharField(**STATEMENT.column("specification"))
    quantity_kg = models.DecimalField(
        _("quantity (kg)"), max_digits=19, decimal_places=5, validators=[MinValueValidator(0)]
    )
    value = models.DecimalField(**STATEMENT.column("value"))
    currency = models.CharField(**STATEMENT.column("currency"))
    end_use = models.CharField(**STATEMENT.column("end_use"))
    end_use_detail = models.TextField(**STATEMENT.column("end_use_detail"))
    product_made = models.CharField(**STATEMENT.column("product_made"))
    process_step = models.CharField(**STATEMENT.column("process_step"))
    downstream = models.CharField(**STATEMENT.column("downstream"), blank=True)
    annual_consumption_kg = models.DecimalField(
        _("annual consumption (kg)"), max_digits=19, decimal_places=5
    )
    stock_kg = models.DecimalField(
        _("stock (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    promises_declared_use = models.BooleanField(
        **STATEMENT.column("promises_declared_use"), default=False
    )
    promises_no_transfer = models.BooleanField(
        **STATEMENT.column("promises_no_transfer"), default=False
    )
    promises_no_wmd = models.BooleanField(**STATEMENT.column("promises_no_wmd"), default=False)
    accepts_verification = models.BooleanField(
        **STATEMENT.column("accepts_verification"), default=False
    )
    signatory_name = models.CharField(**STATEMENT.column("signatory_name"))
    signatory_title = models.CharField(**STATEMENT.column("signatory_title"))
    signed_at_place = models.CharField(**STATEMENT.column("signed_at_place"))
    signed_on = models.DateField(**STATEMENT.column("signed_on"), null=True)
    sealed = models.BooleanField(**STATEMENT.column("sealed"), default=False)
    has_chinese_text = models.BooleanField(**STATEMENT.column("has_chinese_text"), default=False)
    valid_until = models.DateField(**STATEMENT.column("valid_until"), null=True)
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
