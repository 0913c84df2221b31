"""A policy tried over past shipments: the run, its chunks of work and the cases that change."""

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.parties.models import ListUpload, ListVersion
from shipments.models.screening import Screening
from shipments.models.shipment import Shipment


class RehearsalState(models.TextChoices):
    """Where a run stands."""

    RUNNING = "running", _("Running")
    FINISHED = "finished", capfirst(_("finished"))


class Change(models.TextChoices):
    """What would become of a past shipment."""

    TO_REVIEW = "to_review", _("From green to review")
    TO_GREEN = "to_green", _("From review to green")
    HEAVIER = "heavier", _("Graver findings")
    LIGHTER = "lighter", _("Lighter findings")
    FINDINGS = "findings", _("Other findings, same gravity")


class RehearsalRun(models.Model):
    """One rehearsal. `body` is the plain policy tried, `body_sha256` that of the draft it is of;
    `policy_number` is null when only a parameter or a list was tried. Days are inclusive."""

    policy_number = models.PositiveIntegerField(_("policy"), null=True)
    body = models.JSONField()
    body_sha256 = models.CharField("SHA-256", max_length=64)
    what = models.CharField(_("what is tried"), max_length=300)
    candidate = models.ForeignKey(ListVersion, models.PROTECT, null=True, related_name="+")
    upload = models.ForeignKey(ListUpload, models.PROTECT, null=True, related_name="+")
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    state = models.CharField(max_length=10, choices=RehearsalState.choices)
    total = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    is_attached = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("rehearsal")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lte=models.F("until")),
                name="rehearsal_period",
                violation_error_message=_("The period ends on or after the day it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.what}"

    @property
    def is_finished(self) -> bool:
        """Whether every chunk is done."""
        return self.state == RehearsalState.FINISHED


class RehearsalChunk(models.Model):
    """Some screenings of a run, done by one task at once; sent again while `done_at` is empty."""

    run = models.ForeignKey(RehearsalRun, models.CASCADE, related_name="chunks")
    screenings = models.JSONField()
    rows = models.PositiveIntegerField()
    unreadable = models.PositiveIntegerField(default=0)
    cpu_seconds = models.FloatField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("part of a rehearsal")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["run"], name="rehearsal_unfinished", condition=Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.pk}"


class RehearsedCase(models.Model):
    """A past shipment that would fare differently. `appeared` and `vanished` are rule codes."""

    run = models.ForeignKey(RehearsalRun, models.CASCADE, related_name="cases")
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="+")
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="+")
    change = models.CharField(_("change"), max_length=10, choices=Change.choices)
    lane_before = models.CharField(max_length=10)
    lane_after = models.CharField(max_length=10)
    gravity_before = models.PositiveSmallIntegerField()
    gravity_after = models.PositiveSmallIntegerField()
    only_sampled = models.BooleanField(default=False)
    appeared = models.JSONField(default=list)
    vanished = models.JSONField(default=list)
    country = models.CharField(_("country or region"), max_length=3)
    end_user = models.CharField(_("end user"), max_length=400)
    end_use = models.CharField(_("end use"), max_length=40)
    exporter = models.CharField(_("exporter"), max_length=100)
    net_weight_kg = models.DecimalField(_("net weight"), max_digits=19, decimal_places=5)

    class Meta:
        verbose_name = _("rehearsed case")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "screening"], name="rehearsed_once"),
        ]
        indexes = [models.Index(fields=["run", "change"], name="rehearsed_change")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.change}"
