"""发证机关许可证登记: editions of the issuing offices' register as they were brought in."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from compliance.accounts.models import User


class EditionState(models.TextChoices):
    """A worker reads what one person brought in, another person puts it in force; the next one
    replaces it."""

    READING = "reading", _("Being read")
    WAITING = "waiting", _("Waiting for a second person")
    IN_FORCE = "in_force", capfirst(_("in force"))
    REPLACED = "replaced", pgettext_lazy("edition of a register", "Replaced")
    DISCARDED = "discarded", _("Discarded")
    REFUSED = "refused", pgettext_lazy("uploaded list", "Refused")


class RegisterEdition(models.Model):
    """One file of the register, of the day `as_of`, and what it would change against `base`:
    `difference` holds new, differing, missing, lost and shrink in plain form, `mistakes` say why
    the file is no register, in the `language` of who brought it in. `moved_at` is a worker's last
    sign of life. The key is its number."""

    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)
    filename = models.CharField(_("file"), max_length=150)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("size"))
    file = models.FileField(upload_to="registers/", max_length=200)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    difference = models.JSONField(default=dict)
    mistakes: Any = models.JSONField(default=list)
    language = models.CharField(max_length=10, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=EditionState.choices)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared at"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.CharField(_("why it may lose so many"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("edition of the licence register")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="in_force"), name="one_register_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("in_force", "replaced"))
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("prepared_by"))),
                name="register_put_in_force_by_another",
                violation_error_message=_("A second person has to put the register in force."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.as_of:%Y-%m-%d})"

    @property
    def subject(self) -> str:
        """What events about it name."""
        return f"licence_register:{self.pk}"

    @property
    def is_moving(self) -> bool:
        """Whether a worker has still to read it."""
        return self.state == EditionState.READING

    @property
    def is_shrunken(self) -> bool:
        """Whether it lost more of the last edition than the policy of its day lets it."""
        return bool(self.difference.get("is_shrunken"))


class EditionEntry(models.Model):
    """One licence of an edition: its boxes in plain form, as LicenceForm cleans them, and its
    status there. A trigger refuses any change."""

    edition = models.ForeignKey(RegisterEdition, models.PROTECT, related_name="entries")
    number = models.CharField(_("licence number"), max_length=20)
    status = models.CharField(_("status"), max_length=10)
    boxes: Any = models.JSONField()

    class Meta:
        verbose_name = _("licence of an edition")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="licence_once_an_edition")
        ]

    def __str__(self) -> str:
        return self.number
