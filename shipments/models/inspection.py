"""查验 (GACC Order 138): two officers together; all goods or a part, by hand or machine."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from shipments.models.review import Hold


class Method(models.TextChoices):
    """How goods are looked at (Order 138 art. 5)."""

    EXTERNAL = "external", _("By hand, from outside")
    UNPACKING = "unpacking", _("By hand, unpacked")
    MACHINE = "machine", _("By machine")


class Extent(models.TextChoices):
    """How many of them."""

    FULL = "full", _("All goods")
    SAMPLE = "sample", _("A part of the goods")


class InspectionStage(models.TextChoices):
    """Where an inspection stands."""

    ORDERED = "ordered", _("Ordered")
    RECORDED = "recorded", _("Recorded: a second officer has to sign")
    AT_LABORATORY = "at_laboratory", _("Waiting for the laboratory")
    DONE = "done", _("Done")


class Inspection(models.Model):
    """The inspection behind a hold of its kind: ordered, recorded by one officer, signed by the
    other who was there; where a sample went to a laboratory, with its report."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="inspection")
    method = models.CharField(_("method"), max_length=10, choices=Method.choices)
    extent = models.CharField(_("extent"), max_length=10, choices=Extent.choices)
    planned_on = models.DateField(_("planned for"))
    place = models.CharField(_("place"), max_length=200)
    inspected_on = models.DateField(_("inspected on"), null=True)
    findings = models.TextField(_("what was found"), max_length=4000, blank=True)
    agrees = models.BooleanField(_("goods and declaration agree"), null=True)
    samples = models.CharField(_("samples taken"), max_length=500, blank=True)
    seals = models.CharField(_("seals broken and put on"), max_length=500, blank=True)
    laboratory = models.CharField(_("laboratory asked"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    report_no = models.CharField(_("number of the report"), max_length=60, blank=True)
    report = models.TextField(_("what the report says"), max_length=4000, blank=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("inspection")
        constraints = [
            models.CheckConstraint(
                condition=~Q(signed_by=F("recorded_by")), name="two_officers_inspect"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | Q(recorded_by__isnull=False),
                name="a_record_before_its_signature",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.hold_id}"

    @property
    def stage(self) -> InspectionStage:
        """Where it stands, by what has happened."""
        if self.recorded_at is None:
            return InspectionStage.ORDERED
        if self.signed_at is None:
            return InspectionStage.RECORDED
        waits = self.laboratory and self.reported_at is None
        return InspectionStage.AT_LABORATORY if waits else InspectionStage.DONE
