"""Filters and order of the queue that an officer keeps under a name."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import CustomsOffice, User


class QueueView(models.Model):
    """`query` is the query string of the queue's address; a shared one is the whole office's."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="queue_views")
    office = models.ForeignKey(CustomsOffice, models.PROTECT, related_name="+")
    name = models.CharField(_("name of the view"), max_length=60)
    query = models.CharField(max_length=500, blank=True)
    is_shared = models.BooleanField(_("shared with the office"), default=False)

    class Meta:
        verbose_name = _("view of the queue")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_name_once"),
        ]
        indexes = [
            models.Index(fields=["office"], name="shared_views", condition=Q(is_shared=True))
        ]

    def __str__(self) -> str:
        return self.name
