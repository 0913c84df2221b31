"""Reports on flows: figures frozen when they were asked for, and the papers made of them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from shipments.models.flow import FlowQuerySet


class ReportKind(models.TextChoices):
    """What a report is about; its subject is the month (2026-10), the year or the rehearsal."""

    MONTH = "month", _("Monthly report")
    YEAR = "year", _("Yearly report")
    LEVERS = "levers", _("What a draft would have done to the flows")


class PapersState(models.TextChoices):
    """Whether its papers are made."""

    QUEUED = "queued", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class Report(models.Model):
    """One report. `content` is shipments.flows.reports.content.Content as plain values, `sha256`
    that of its canonical bytes: the same figures are the same report. Papers by language."""

    kind = models.CharField(_("kind"), max_length=8, choices=ReportKind.choices)
    subject = models.CharField(max_length=20)
    content = models.JSONField()
    sha256 = models.CharField("SHA-256", max_length=64)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("time"))
    state = models.CharField(max_length=8, choices=PapersState.choices, default=PapersState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    zh_name = models.CharField(max_length=120, blank=True)
    zh_sha256 = models.CharField(max_length=64, blank=True)
    en_name = models.CharField(max_length=120, blank=True)
    en_sha256 = models.CharField(max_length=64, blank=True)

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "sha256"], name="same_figures_same_report"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def event_subject(self) -> str:
        """Its name in the event log."""
        return f"report:{self.pk}"

    @property
    def number(self) -> str:
        """What is printed on it."""
        return f"R{self.asked_at:%Y}-{self.pk:06d}"

    @property
    def title(self) -> dict[str, Any]:
        """What it is called, by language."""
        title: dict[str, Any] = self.content["title"]
        return title
