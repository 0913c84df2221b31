"""What exporters' programs leave here: keys of requests sent once, and where to tell of changes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter, User
from shipments.models.shipment import Shipment


class RequestKey(models.Model):
    """An Idempotency-Key of one person, with what was asked and answered."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    headers = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("key of a request")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="request_key_once")]
        indexes = [models.Index("at", name="request_key_by_time")]

    def __str__(self) -> str:
        return self.key


class Webhook(models.Model):
    """An address of an exporter's program that is told when one of its shipments changes."""

    exporter = models.ForeignKey(Exporter, models.CASCADE, related_name="webhooks")
    url = models.URLField(_("address"), max_length=500)
    secret = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    is_paused = models.BooleanField(_("paused"), default=False)

    class Meta:
        verbose_name = _("webhook")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["exporter", "url"], name="webhook_once")]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One message to a webhook, until it was taken or given up. `next_try_at` is empty then; a test
    message is about no shipment. One that was not tried and has no next try is held back."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    shipment = models.ForeignKey(Shipment, models.CASCADE, null=True, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)  # untranslated; pages translate it

    class Meta:
        verbose_name = _("message to a webhook")
        ordering = ["-id"]
        indexes = [
            models.Index(
                "next_try_at",
                name="delivery_due",
                condition=models.Q(next_try_at__isnull=False),
            ),
            models.Index(
                fields=["webhook", "tries", "id"],
                name="delivery_left",
                condition=models.Q(next_try_at__isnull=True, taken_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
