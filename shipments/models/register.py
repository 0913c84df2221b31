"""最终用户登记: who uses the metal, whichever exporter sends it: sites, figures, verdicts, merges.

An entry stands for one key of the flows (shipments.flows.keeping.end_user_key). Entries that
customs found to be one and the same are joined by a merge, which can be undone.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT
from shipments.models.shipment import Shipment


class RegisterQuerySet(models.QuerySet["RegisteredUser"]):
    """The register is read as a whole or not at all: it tells of every exporter's customers."""

    def visible_to(self, user: User) -> "RegisterQuerySet":
        """All for customs, none for exporters."""
        return self.none() if user.is_exporter else self.all()

    def own(self) -> "RegisterQuerySet":
        """Those that are not merged into another."""
        return self.filter(merged_into__isnull=True)


class RegisteredUser(models.Model):
    """One end user as it was first and last declared. `key` is the flows' end_user."""

    key = models.CharField(max_length=210, unique=True)
    name_en = models.CharField(**PARTY.column("name_en"))
    name_zh = models.CharField(**PARTY.column("name_zh"), blank=True)
    country = models.CharField(**PARTY.column("country"))
    address = models.CharField(**PARTY.column("address"), blank=True)
    registration_no = models.CharField(**PARTY.column("registration_no"), blank=True)
    business_scope = models.TextField(**STATEMENT.column("business_scope"), blank=True)
    ownership = models.CharField(**STATEMENT.column("ownership"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    since = models.DateTimeField(_("registered"))
    told_on = models.DateField(_("last declared"))

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("registered end user")
        ordering = ["name_en", "id"]
        indexes = [models.Index(fields=["country", "id"], name="registered_by_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="not_merged_into_itself",
            )
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_zh


class RegisteredSite(models.Model):
    """A plant or laboratory of an end user and what it makes there."""

    user = models.ForeignKey(RegisteredUser, models.CASCADE, related_name="sites")
    name = models.CharField(**STATEMENT.column("site_name"))
    address = models.CharField(**STATEMENT.column("site_address"))
    country = models.CharField(**PARTY.column("country"))
    makes = models.CharField(_("makes"), max_length=200, blank=True)
    end_use = models.CharField(_("end use"), max_length=30, blank=True)
    told_on = models.DateField(_("last declared"))

    class Meta:
        verbose_name = _("registered site")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name", "address"], name="registered_site_once")
        ]

    def __str__(self) -> str:
        return self.name


class FigureKind(models.TextChoices):
    """What a figure tells of; kilograms of indium, a year's for capacity and need."""

    CAPACITY = "capacity", _("Capacity (kg a year)")
    NEED = "need", _("Yearly need (kg)")
    STOCK = "stock", capfirst(_("stock (kg)"))


class UserFigure(models.Model):
    """Capacity, need or stock of an end user as known from a day on, and by what evidence: words,
    the file that bears them out where there is one, or the declaration that told it."""

    user = models.ForeignKey(RegisteredUser, models.CASCADE, related_name="figures")
    kind = models.CharField(_("figure"), max_length=10, choices=FigureKind.choices)
    kg = models.DecimalField(_("kg"), max_digits=19, decimal_places=5)
    as_of = models.DateField(_("as of"))
    evidence = models.CharField(_("evidence"), max_length=200)
    file = models.FileField(_("file"), upload_to="figures/%Y/%m", blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    shipment = models.ForeignKey(Shipment, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("kept"))

    class Meta:
        verbose_name = _("figure of an end user")
        ordering = ["as_of", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kg__gte=0),
                name="figure_not_negative",
                violation_error_message=_("Write a number of at least 0."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.kg} {self.as_of}"


class UserOutcome(models.TextChoices):
    """What an officer found of an end user."""

    SOUND = "sound", _("Sound: user and use are as declared")
    DOUBTFUL = "doubtful", _("Doubtful: watch further consignments")
    UNRELIABLE = "unreliable", _("Unreliable: user or use is not as declared")


class UserVerdict(models.Model):
    """An officer's verdict on an end user, after a visit or by other means."""

    user = models.ForeignKey(RegisteredUser, models.CASCADE, related_name="verdicts")
    outcome = models.CharField(_("verdict"), max_length=10, choices=UserOutcome.choices)
    visited_on = models.DateField(_("Visited on"), null=True, blank=True)
    text = models.TextField(_("Findings of the visit or inquiry"), max_length=4000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("verdict on an end user")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.outcome} {self.user_id}"


class MergeState(models.TextChoices):
    """What became of a likeness."""

    PROPOSED = "proposed", _("Proposed by the name engine")
    MERGED = "merged", _("Merged")
    REJECTED = "rejected", _("Found to be two")
    UNDONE = "undone", _("Merged once, and parted again")


class UserMerge(models.Model):
    """Two entries that may be one: proposed by the name engine, decided by an officer, reversible.
    `kept` stands for both while they are merged."""

    kept = models.ForeignKey(RegisteredUser, models.PROTECT, related_name="kept_in")
    other = models.ForeignKey(RegisteredUser, models.PROTECT, related_name="other_in")
    score = models.DecimalField(_("Likeness"), max_digits=5, decimal_places=4)
    state = models.CharField(_("state"), max_length=10, choices=MergeState.choices)
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("merge of end users")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kept", "other"], name="merge_once_a_pair"),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.kept_id} {self.other_id} {self.state}"
