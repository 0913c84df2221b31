"""What the machine found: one row per run, clean runs included, with all it needs to run again."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from shipments.models.shipment import Revision, Shipment


class Screening(models.Model):
    """One run of the rules over one revision. A trigger refuses UPDATE and DELETE.

    `facts` is canonical plain compliance.law.facts.Facts; hashes are SHA-256 over its canonical
    bytes and over those of the findings; `lane` is green or review.
    """

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="screenings")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="screenings")
    number = models.PositiveSmallIntegerField(_("run"))
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    findings_sha256 = models.CharField(max_length=64)
    ruleset_version = models.CharField(max_length=64)
    matcher_version = models.CharField(max_length=80)
    policy_number = models.PositiveIntegerField()
    list_versions = models.JSONField()
    lane = models.CharField(max_length=10)
    gravity = models.PositiveSmallIntegerField()
    sampled = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()

    class Meta:
        verbose_name = _("screening")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "number"], name="screening_number_once")
        ]
        indexes = [
            GinIndex(
                OpClass(KeyTransform("hits", "facts"), "jsonb_path_ops"), name="screening_hits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id}/{self.number}"


class ScreenedFinding(models.Model):
    """筛查发现: one finding of a run: rule code and parameters; the wording is rendered later."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=10)
    rule_version = models.PositiveSmallIntegerField()
    effect = models.PositiveSmallIntegerField()
    disclosed = models.BooleanField()
    params = models.JSONField()
    line = models.PositiveSmallIntegerField(null=True)
    party_ref = models.CharField(max_length=20, blank=True)
    field_name = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("finding")
        ordering = ["-effect", "position"]

    def __str__(self) -> str:
        return f"{self.rule} {self.screening_id}"


class Appearance(models.Model):
    """One name of one party in one revision. `name_key` is compliance.parties.names.name_key of
    the name; `party_digest` the one verdicts on matches are tied to."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="appearances")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="appearances")
    ref = models.CharField(max_length=20)
    role = models.CharField(_("role"), max_length=20)
    name = models.CharField(_("name"), max_length=400)
    name_key = models.CharField(max_length=200)
    country = models.CharField(_("country or region"), max_length=3, blank=True)
    registration_no = models.CharField(_("registration number"), max_length=50, blank=True)
    party_digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("party in a shipment")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "ref", "name_key"], name="appearance_once")
        ]
        indexes = [
            models.Index("name_key", F("shipment").desc(), name="appearance_by_name"),
            models.Index(
                "registration_no", name="appearance_by_number", condition=~Q(registration_no="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


class DeclaredName(models.Model):
    """Each key of a name that ever stood in a shipment, once, so that like ones are found fast."""

    key = models.CharField(max_length=200, primary_key=True)

    class Meta:
        verbose_name = _("declared name")
        ordering = ["key"]
        indexes = [GinIndex(OpClass("key", "gin_trgm_ops"), name="declared_name_like")]

    def __str__(self) -> str:
        return self.key
