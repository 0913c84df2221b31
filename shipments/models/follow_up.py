"""后续监管: what is reported of released goods, what was reported, and what customs made of it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import Exporter, User
from compliance.declared.party import PARTY
from compliance.law.follow_up import OWED_BY_CUSTOMS, RELEASE, REPORTS
from shipments.models.shipment import Shipment


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Duties of released shipments."""

    def standing(self) -> "FollowUpQuerySet":
        """Those of releases that stand, in the order of events."""
        return self.filter(ended_at__isnull=True)

    def unmet(self) -> "FollowUpQuerySet":
        """Those that wait for a report, or for a better one."""
        return self.standing().filter(met_at__isnull=True)

    def overdue(self, on: date) -> "FollowUpQuerySet":
        """Those that should have been met before that day."""
        return self.unmet().filter(due_on__lt=on)

    def owed_by_exporters(self) -> "FollowUpQuerySet":
        """All but the visits, which are customs' own."""
        return self.exclude(kind__in=OWED_BY_CUSTOMS)


class FollowUp(models.Model):
    """One duty of a release, by the policy of its day. `due_on` is empty until the event it runs
    from is known; `met_at` until a report is filed, and again where customs questions it;
    `ended_at` says that the release no longer stands. Contained metal is in `shipment.flows`."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="follow_ups")
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    kind = models.CharField(_("report"), max_length=12, choices=list(REPORTS.items()))
    after = models.CharField(
        _("runs from"), max_length=12, choices=[(RELEASE, _("Release")), *REPORTS.items()]
    )
    days = models.PositiveSmallIntegerField(_("days from then"))
    policy_number = models.PositiveIntegerField(_("policy"))
    released_at = models.DateTimeField(_("Released"))
    due_on = models.DateField(_("due"), null=True)
    met_at = models.DateTimeField(_("met"), null=True)
    ended_at = models.DateTimeField(_("ended on"), null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "kind"],
                condition=Q(ended_at__isnull=True),
                name="follow_up_once_a_release",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(met_at__isnull=True, ended_at__isnull=True),
                name="follow_up_unmet",
            ),
            models.Index(
                fields=["exporter", "due_on", "id"],
                condition=Q(met_at__isnull=True, ended_at__isnull=True),
                name="follow_up_owed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.shipment_id}"

    @property
    def is_owed_by_customs(self) -> bool:
        """Whether officers meet it and not the exporter."""
        return self.kind in OWED_BY_CUSTOMS

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been met before today."""
        return not self.met_at and not self.ended_at and self.is_past(clock.today())

    def is_past(self, day: date) -> bool:
        """Whether its last day was before that one."""
        return self.due_on is not None and self.due_on < day


class ReportState(models.TextChoices):
    """What customs made of a report."""

    FILED = "filed", _("Filed: customs has not looked at it")
    ACCEPTED = "accepted", _("Accepted")
    QUESTIONED = "questioned", _("Questioned: a better one is due")


class FollowUpReport(models.Model):
    """A report on a duty, or the record of a visit. Masses are kilograms of contained indium.

    `user_name` and `end_use` are who has the goods and for what, empty where that is as declared;
    what was neither declared nor allowed by a request is in `changes` (of user, use), and `differs`
    says that there is any. `stock_kg` is what the user had left, `used_kg` what it consumed, of
    which `product_kg` and `scrap_kg`.
    """

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="reports")
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="follow_up_reports")
    happened_on = models.DateField(capfirst(_("day of the event")))
    place = models.CharField(_("Where the goods are"), max_length=200, blank=True)
    text = models.TextField(_("What is reported"), max_length=4000)
    user_name = models.CharField(_("Who has the goods"), max_length=400, blank=True)
    user_country = models.CharField(**PARTY.column("country"), blank=True)
    end_use = models.CharField(_("What they are used for"), max_length=30, blank=True)
    used_kg = models.DecimalField(
        _("Indium used (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    product_kg = models.DecimalField(
        _("Indium in the products (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    scrap_kg = models.DecimalField(
        _("Indium in recovered scrap (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    stock_kg = models.DecimalField(
        _("Indium left in stock (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    changes = models.JSONField(default=list)
    differs = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("filed"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    message = models.TextField(_("message"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("report after release")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up"],
                condition=~Q(state="questioned"),
                name="one_report_stands",
            ),
            models.CheckConstraint(
                condition=~Q(used_kg__lt=0)
                & ~Q(product_kg__lt=0)
                & ~Q(scrap_kg__lt=0)
                & ~Q(stock_kg__lt=0),
                name="reported_kg_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["shipment", "id"], name="report_by_shipment"),
            models.Index(
                fields=["shipment"],
                condition=Q(differs=True) & ~Q(state="accepted"),
                name="report_of_a_change",
            ),
            models.Index(fields=["id"], condition=Q(state="filed"), name="report_to_be_read"),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up} {self.happened_on}"

    @property
    def state_label(self) -> Any:
        """Its state in words."""
        return ReportState(self.state).label

    @property
    def lost_kg(self) -> Decimal | None:
        """What was used and is neither product nor scrap; None where that was not told."""
        if self.used_kg is None or self.product_kg is None or self.scrap_kg is None:
            return None
        return self.used_kg - self.product_kg - self.scrap_kg
