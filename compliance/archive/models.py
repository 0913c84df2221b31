"""Rule sets and name engines as they once were: code and tables, runnable for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BundleKind(models.TextChoices):
    """What a bundle runs."""

    LAW = "law", _("Rule set")
    NAMES = "names", _("Name engine")


class Bundle(models.Model):
    """One zip of source and tables under the version it answers to. A trigger refuses UPDATE and
    DELETE; `sha256` is over the bytes and stands in the event log as well."""

    kind = models.CharField(_("kind"), max_length=10, choices=BundleKind.choices)
    version = models.CharField(_("version"), max_length=80)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField()
    made_at = models.DateTimeField(_("archived"))

    class Meta:
        verbose_name = _("archived bundle")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="bundle_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version[:20]}"
