"""质疑 (GACC 2025 No.123): what customs asks, and what happened until its result.

Everything a clock needs is an event here: nothing counts days anywhere.
"""

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import User
from shipments.models.review import Hold


class Stage(models.TextChoices):
    """Where a question stands."""

    ASKED = "asked", _("Waiting for the exporter's answer")
    OVERDUE = "overdue", _("Not answered in time")
    ANSWERED = "answered", _("Answered: customs decides")
    IN_APPRAISAL = "in_appraisal", _("Being appraised by the Ministry of Commerce")
    FREED = "freed", _("Appraised: no licence needed")
    CAUGHT = "caught", _("Appraised: a licence is needed")


class AppraisalResult(models.TextChoices):
    """What the ministry's appraisal found."""

    NOT_CONTROLLED = "not_controlled", _("Not a controlled item: no licence needed")
    CONTROLLED = "controlled", _("A controlled item: a licence is needed")


class StepKind(models.TextChoices):
    """What can happen to a question between its notice and its result."""

    EXTENDED = "extended", _("Term extended")
    SUPPLEMENTED = "supplemented", _("Answer supplemented")
    REFERRED = "referred", _("Referred to the Ministry of Commerce for appraisal")
    APPRAISED = "appraised", _("Appraisal received")
    REMINDED = "reminded", _("Reminder")


class Question(models.Model):
    """The question behind a hold of its kind: the ground, and what the exporter is to hand in."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="question")
    ground = models.CharField(_("ground"), max_length=40)
    materials = ArrayField(models.CharField(max_length=30), verbose_name=_("to be handed in"))

    class Meta:
        verbose_name = _("question")

    def __str__(self) -> str:
        return f"{self.ground} {self.hold_id}"

    @cached_property
    def told(self) -> list["QuestionStep"]:
        """What happened so far, in order."""
        return list(self.steps.all())

    def last(self, kind: StepKind) -> "QuestionStep | None":
        """The newest step of that kind."""
        return next((step for step in reversed(self.told) if step.kind == kind), None)

    @property
    def asked_on(self) -> date:
        """The day on which the exporter received the notice: it is served on its page at once."""
        return timezone.localdate(self.hold.since)

    @property
    def extensions(self) -> list[int]:
        """Working days of each extension."""
        return [step.days or 0 for step in self.told if step.kind == StepKind.EXTENDED]

    @property
    def referred_on(self) -> date | None:
        """Since when the ministry appraises, if it was asked to."""
        step = self.last(StepKind.REFERRED)
        return timezone.localdate(step.at) if step else None

    @property
    def stage(self) -> Stage:
        """Where it stands today, by its events."""
        appraised = self.last(StepKind.APPRAISED)
        if appraised:
            is_free = appraised.result == AppraisalResult.NOT_CONTROLLED
            return Stage.FREED if is_free else Stage.CAUGHT
        if self.last(StepKind.REFERRED):
            return Stage.IN_APPRAISAL
        if self.hold.answered_at:
            return Stage.ANSWERED
        return Stage.OVERDUE if clock.today() > self.hold.until else Stage.ASKED

    @property
    def stage_label(self) -> Any:
        """The same in words."""
        return self.stage.label


class QuestionStep(models.Model):
    """One event of a question. `mark` keeps a reminder from being given twice."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=StepKind.choices)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    days = models.PositiveSmallIntegerField(_("Working days"), null=True)
    result = models.CharField(
        _("Result"), max_length=14, choices=AppraisalResult.choices, blank=True
    )
    letter_no = models.CharField(_("number of the letter"), max_length=60, blank=True)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    mark = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("step of a question")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "mark"], condition=~Q(mark=""), name="reminded_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="appraised") | (~Q(result="") & ~Q(letter_no="")),
                name="appraisal_has_its_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.question_id}"
