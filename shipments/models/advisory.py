"""通报与资信: what headquarters knows and the rules read: MOFCOM tips, penalties, AEO and ICP."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter, User
from shipments.models.shipment import Shipment


class AdvisoryKind(models.TextChoices):
    """What an advisory is; each feeds one rule (EUS-30, EXP-01, EXP-04, EXP-05)."""

    TIP = "tip", _("MOFCOM's notice to stop goods (Decree 792 art. 22)")
    PENALTY = "penalty", _("Serious penalty of the exporter")
    CONVICTION = "conviction", _("Criminal punishment of the exporter")
    AFFILIATE = "affiliate", _("The exporter belongs to a party on the control list")
    AEO = "aeo", _("Credit grade of the exporter (AEO)")
    ICP = "icp", _("Compliance programme of the exporter (ICP)")


class AdvisoryGrade(models.TextChoices):
    """The outcome of a grading: the first three for AEO, the last two for ICP."""

    ADVANCED = "advanced", _("Advanced certified enterprise")
    REGISTERED = "registered", _("Registered enterprise")
    DISHONEST = "dishonest", _("Dishonest enterprise")
    SOUND = "sound", _("Sound")
    DEFICIENT = "deficient", _("Deficient")


GRADES = {
    AdvisoryKind.AEO: (AdvisoryGrade.ADVANCED, AdvisoryGrade.REGISTERED, AdvisoryGrade.DISHONEST),
    AdvisoryKind.ICP: (AdvisoryGrade.SOUND, AdvisoryGrade.DEFICIENT),
}


class AdvisoryState(models.TextChoices):
    """One person prepares, another puts in force; the same holds for ending it."""

    PREPARED = "prepared", _("Prepared")
    IN_FORCE = "in_force", _("In force now")
    ENDING = "ending", _("In force, end proposed")
    ENDED = "ended", _("Ended")
    DISCARDED = "discarded", _("Discarded")


STANDING_STATES = (AdvisoryState.IN_FORCE, AdvisoryState.ENDING)


class Advisory(models.Model):
    """About an exporter, or for a tip about one shipment. `dated` is the day of the notice, the
    penalty or the grading. `changed_at` is when it last came into force or ended."""

    kind = models.CharField(_("kind"), max_length=10, choices=AdvisoryKind.choices)
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="advisories")
    shipment = models.ForeignKey(
        Shipment, models.PROTECT, null=True, blank=True, related_name="advisories"
    )
    number = models.CharField(_("number of the notice"), max_length=60)
    dated = models.DateField(_("date"))
    grade = models.CharField(_("grade"), max_length=12, choices=AdvisoryGrade.choices, blank=True)
    text = models.TextField(_("what it says"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=AdvisoryState.choices)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared at"))
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(_("why it ends"), max_length=2000, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("advisory")
        ordering = ["-id"]
        indexes = [models.Index(fields=["exporter", "state"], name="advisory_of_exporter")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("prepared_by")),
                name="advisory_confirmed_by_another",
                violation_error_message=_("Whoever prepared it cannot put it in force."),
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | ~Q(ended_by=F("end_proposed_by")),
                name="advisory_ended_by_another",
                violation_error_message=_("Whoever proposed the end cannot confirm it."),
            ),
            models.CheckConstraint(
                condition=Q(shipment__isnull=True) | Q(kind="tip"),
                name="advisory_shipment_of_tip",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def subject(self) -> str:
        """What events about it name."""
        return f"advisory:{self.pk}"

    @property
    def sentence(self) -> str:
        """What a finding quotes: number, day and text, the same in every language."""
        return f"{self.number} ({self.dated.isoformat()}): {self.text}"
