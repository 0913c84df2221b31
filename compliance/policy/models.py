"""Policies (管控参数) as numbered rows: drafted by one, signed by another, then immutable."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class PolicyState(models.TextChoices):
    """A draft can be edited; a signed policy never changes and is in force from its date."""

    DRAFT = "draft", _("Draft")
    SIGNED = "signed", capfirst(_("signed"))
    DISCARDED = "discarded", _("Discarded")


class PolicyVersion(models.Model):
    """One numbered policy. `body` is the canonical plain form of compliance.law.policy.Policy.

    Policy 1 is the default that comes with the program: nobody drafted or signed it.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    state = models.CharField(_("state"), max_length=10, choices=PolicyState.choices)
    in_force_from = models.DateField(_("in force from"))
    body = models.JSONField()
    body_sha256 = models.CharField("SHA-256", max_length=64)
    note = models.TextField(_("what changes and why"), max_length=2000)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drafted_at = models.DateTimeField(_("drafted"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed"), null=True)
    rehearsal = models.JSONField(null=True)

    class Meta:
        verbose_name = _("policy")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=1)
                | Q(drafted_by__isnull=False)
                & (Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by"))),
                name="policy_signed_by_another",
                violation_error_message=_("Whoever drafted a policy cannot sign it."),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(state="signed") | Q(signed_by__isnull=False),
                name="policy_signed_has_signatory",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
