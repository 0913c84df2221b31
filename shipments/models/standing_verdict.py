"""The register of dismissed pairs: what later shipments rest on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from shipments.models.review import HitReason
from shipments.models.shipment import Shipment


class StandingVerdict(models.Model):
    """A declared party was found not to be a listed one, and is taken for another party in later
    shipments too: while both digests are these, until the day, and unless an officer revokes it.
    """

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="standing_verdicts")
    party_digest = models.CharField(max_length=64)
    list_code = models.CharField(_("list"), max_length=30)
    entry_key = models.CharField(max_length=120)
    entry_digest = models.CharField(max_length=64)
    party_ref = models.CharField(max_length=20)
    party_name = models.CharField(_("declared name"), max_length=400)
    listed_name = models.CharField(_("listed name"), max_length=500)
    reason_code = models.CharField(_("reason"), max_length=20, choices=HitReason.choices)
    text = models.TextField(_("explanation"), max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField(_("since"))
    until = models.DateField(_("until"))
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(_("why it ends"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("standing verdict")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(second_by=models.F("by")),
                name="second_dismisser_is_another",
            )
        ]
        indexes = [
            models.Index(
                fields=["party_digest", "entry_key"],
                condition=models.Q(ended_at__isnull=True),
                name="standing_pair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.party_name} ≠ {self.listed_name}"

    @property
    def subject(self) -> str:
        """What the event log calls it."""
        return f"standing_verdict:{self.pk}"
