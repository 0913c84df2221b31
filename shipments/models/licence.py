"""许可证: the licence register and what has been written off against it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User, validate_uscc
from shipments.models.shipment import Revision, Shipment


class LicenceKind(models.TextChoices):
    """Document code of the licence on the declaration (监管证件代码)."""

    DUAL_USE = "3", _("Dual-use export licence (3)")
    DUAL_USE_OUTWARD = "G", _("Dual-use export licence, directed (G)")
    ORDINARY = "4", _("Export licence (4)")
    PROCESSING = "x", _("Export licence, processing trade (x)")
    BORDER = "y", _("Export licence, border trade (y)")


class LicenceForm(models.TextChoices):
    """What a dual-use licence allows (Decree 792 arts. 15, 19)."""

    INDIVIDUAL = "individual", _("Individual: one export to one end user")
    GENERAL = "general", _("General: many exports")
    REGISTRATION = "registration", _("Registration voucher")


class LicenceQuerySet(models.QuerySet["Licence"]):
    """The read gate of the register."""

    def visible_to(self, user: User) -> "LicenceQuerySet":
        """Exporters see the licences they hold; customs, auditors and policy keepers see all."""
        if user.is_exporter:
            return self.filter(holder_uscc=user.exporter.uscc) if user.exporter else self.none()
        may_read_all = user.is_officer or user.is_auditor or user.is_policy_admin
        return self if may_read_all else self.none()


def _between_zero_and(whole: str, left: str) -> Q:
    """What is left lies between zero and the whole; both columns are empty, or neither."""
    told = {f"{whole}__isnull": False, f"{left}__gte": 0, f"{left}__lte": F(whole)}
    return Q(**{f"{whole}__isnull": True, f"{left}__isnull": True}) | Q(**told)


class Licence(models.Model):
    """One licence as issued (GB/T 15311.2 boxes) with its balance. Empty boxes do not restrict.

    What remains (kilograms, uses, value in the licence's currency, quantity in its own unit)
    changes only by a draw under the row's lock; a licence without a value, or without a unit of its
    own, limits none, and one that counts in pieces alone has no kilograms. A general licence may
    name several end users, with semicolons between them.
    """

    number = models.CharField(_("licence number"), max_length=20, unique=True)
    kind = models.CharField(_("kind of licence"), max_length=1, choices=LicenceKind.choices)
    holder_uscc = models.CharField(
        _("holder's USCC"), max_length=18, blank=True, validators=[validate_uscc], db_index=True
    )
    hs_codes = ArrayField(models.CharField(max_length=10), verbose_name=_("HS codes"), default=list)
    control_codes = ArrayField(
        models.CharField(max_length=20), verbose_name=_("control codes"), default=list
    )
    countries = ArrayField(
        models.CharField(max_length=3), verbose_name=_("countries"), default=list
    )
    customs_district = models.CharField(_("customs district"), max_length=4, blank=True)
    contract_no = models.CharField(_("contract number"), max_length=32, blank=True)
    end_user = models.CharField(_("end user"), max_length=2000, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    quantity_kg = models.DecimalField(
        _("quantity (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    remaining_kg = models.DecimalField(
        _("remaining (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    uses = models.PositiveSmallIntegerField(_("uses"), default=1)
    remaining_uses = models.PositiveSmallIntegerField(_("remaining uses"))
    value = models.DecimalField(_("value"), max_digits=19, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    remaining_value = models.DecimalField(
        _("remaining value"), max_digits=19, decimal_places=2, null=True, blank=True
    )
    form = models.CharField(
        _("form of a dual-use licence"), max_length=12, choices=LicenceForm.choices, blank=True
    )
    unit = models.CharField(_("unit the licence counts in"), max_length=3, blank=True)
    quantity = models.DecimalField(
        _("quantity in that unit"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    remaining_quantity = models.DecimalField(
        _("remaining in that unit"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(_("registered"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence")
        ordering = ["-registered_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_until")),
                name="licence_term",
                violation_error_message=_("A licence ends on or after the day it begins."),
            ),
            models.CheckConstraint(
                condition=_between_zero_and("quantity_kg", "remaining_kg"),
                name="licence_balance",
                violation_error_message=_("A licence's balance is between zero and its quantity."),
            ),
            models.CheckConstraint(
                condition=_between_zero_and("value", "remaining_value"),
                name="licence_value_balance",
                violation_error_message=_("A licence's value left is between zero and its value."),
            ),
            models.CheckConstraint(
                condition=_between_zero_and("quantity", "remaining_quantity"),
                name="licence_quantity_balance",
                violation_error_message=_(
                    "What is left of a licence's quantity is between zero and its quantity."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(form="individual") | Q(uses=1),
                name="licence_individual_once",
                violation_error_message=_("An individual licence has one use."),
            ),
            models.CheckConstraint(
                condition=Q(remaining_uses__lte=F("uses")),
                name="licence_uses",
                violation_error_message=_("A licence cannot have more uses left than it had."),
            ),
            models.CheckConstraint(
                condition=(Q(quantity_kg__gt=0) | Q(quantity_kg__isnull=True, quantity__gt=0))
                & Q(uses__gte=1),
                name="licence_amounts_positive",
                violation_error_message=_("Quantity and uses must be more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """What events about this licence name."""
        return f"licence:{self.number}"

    @property
    def is_revoked(self) -> bool:
        """Whether it was taken back."""
        return self.revoked_at is not None


class LicenceDraw(models.Model):
    """核销: what one release used up; a trigger refuses changes. A recalled one is given back by a
    row of its own, and the next release of the shipment draws in another round."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="draws")
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="licence_draws")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    kg = models.DecimalField(_("drawn (kg)"), max_digits=19, decimal_places=5)
    value = models.DecimalField(_("drawn value"), max_digits=19, decimal_places=2, null=True)
    round = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("draw")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["licence", "shipment", "round"], name="licence_drawn_once_a_round"
            ),
            models.CheckConstraint(condition=Q(kg__gt=0), name="draw_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.licence_id} {self.kg} kg"


class LicenceReturn(models.Model):
    """冲销: a draw given back, because its release was recalled. A trigger refuses changes."""

    draw = models.OneToOneField(LicenceDraw, models.PROTECT, related_name="given_back")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("return of a draw")

    def __str__(self) -> str:
        return f"{self.draw} {self.at:%Y-%m-%d}"
