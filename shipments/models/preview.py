"""Pictures of the first pages of uploaded files, by the hash of their bytes: each file is drawn
once, whoever attached it to what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PreviewState(models.TextChoices):
    """How far the drawing is."""

    TRYING = "trying", _("Being drawn")
    READY = "ready", _("Drawn")
    IMPOSSIBLE = "impossible", _("Cannot be drawn")


class Preview(models.Model):
    """What was drawn of the bytes with that hash: `pages` pictures lie in the store."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    state = models.CharField(
        max_length=10, choices=PreviewState.choices, default=PreviewState.TRYING
    )
    pages = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField()

    class Meta:
        verbose_name = _("preview")

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.state}"

    @property
    def names(self) -> list[str]:
        """Where the pictures lie in the store, page by page."""
        return [picture_name(self.sha256, page) for page in range(1, self.pages + 1)]


def picture_name(sha256: str, page: int) -> str:
    """Where the picture of a page lies in the store; pages count from 1."""
    return f"previews/{sha256[:2]}/{sha256}-{page}.jpg"
