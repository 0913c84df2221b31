"""What an exporter asks customs to agree to, and what customs has to remember of a shipment."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import CustomsOffice, User
from compliance.declared.party import PARTY
from shipments.models.shipment import Shipment


class _Asked(models.Model):
    """Asked on a ground of the policy; an officer grants or refuses; open without `decided_at`."""

    ground = models.CharField(_("ground"), max_length=40)
    reason = models.TextField(_("reason"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("asked"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    is_granted = models.BooleanField(_("granted"), default=False)

    class Meta:
        abstract = True


class WithdrawalRequest(_Asked):
    """申请撤销: that a declaration which customs has held or released is taken back."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="withdrawal_requests")

    class Meta:
        verbose_name = _("request to withdraw")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment"],
                condition=Q(decided_at__isnull=True),
                name="one_open_withdrawal_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.shipment_id}"


class AmendmentRequest(_Asked):
    """申请修改: that what customs has may be corrected; `reason` says what shall change."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="amendment_requests")

    class Meta:
        verbose_name = _("request to amend")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment"],
                condition=Q(decided_at__isnull=True),
                name="one_open_amendment_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.shipment_id}"


class Supplement(models.Model):
    """补交单证: papers handed in while customs has the declaration, without being asked for."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="supplements")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))
    text = models.TextField(_("what is handed in"), max_length=4000)

    class Meta:
        verbose_name = _("Papers handed in")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at} {self.shipment_id}"


class ChangeKind(models.TextChoices):
    """What an end user may not do without permission (Decree 792 art. 25)."""

    USE = "use", _("Another end use at the same user")
    TRANSFER = "transfer", _("Transfer to another user")


class ChangeRequest(models.Model):
    """改变最终用途或者转让的申请: asked before it happens; open without `decided_at`.

    `kg` is contained indium. The new user's particulars are empty for a change of use alone.
    `proposed_by` is the officer who would grant what two have to.
    """

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="change_requests")
    kind = models.CharField(_("kind of request"), max_length=10, choices=ChangeKind.choices)
    user_name = models.CharField(capfirst(_("new user")), max_length=400, blank=True)
    user_country = models.CharField(**PARTY.column("country"), blank=True)
    user_address = models.CharField(**PARTY.column("address"), blank=True)
    end_use = models.CharField(_("New end use"), max_length=30)
    kg = models.DecimalField(_("Indium concerned (kg)"), max_digits=19, decimal_places=5)
    planned_on = models.DateField(capfirst(_("planned for")))
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("asked"))
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    is_granted = models.BooleanField(_("granted"), default=False)
    message = models.TextField(_("message"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("request to change use or user")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment"],
                condition=Q(decided_at__isnull=True),
                name="one_open_change_request",
            ),
            models.CheckConstraint(
                condition=~Q(kind="transfer") | (~Q(user_name="") & ~Q(user_country="")),
                name="transfer_names_the_user",
            ),
            models.CheckConstraint(condition=Q(kg__gt=0), name="change_concerns_metal"),
            models.CheckConstraint(
                condition=Q(is_granted=False) | ~Q(decided_by=F("proposed_by")),
                name="grant_signed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.shipment_id}"


class PrecedentKind(models.TextChoices):
    """What happened to an earlier shipment that every office has to know."""

    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn after customs had held it")
    CONFIRMED = "confirmed", _("A party was found to be a listed one")


class Precedent(models.Model):
    """One such happening. `keys` name the contract, the parties and the goods for them in the form
    of shipments.screening.precedents, so that a later shipment finds it by overlap."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="precedents")
    office = models.ForeignKey(CustomsOffice, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=PrecedentKind.choices)
    at = models.DateTimeField(_("time"))
    ground = models.TextField(_("ground"), max_length=2000)
    keys = ArrayField(models.CharField(max_length=260))

    class Meta:
        verbose_name = _("precedent")
        ordering = ["-at"]
        indexes = [GinIndex(fields=["keys"], name="precedent_keys")]

    def __str__(self) -> str:
        return f"{self.kind} {self.shipment_id}"
