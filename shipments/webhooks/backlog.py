"""A webhook that gave up too often is paused; what came meanwhile waits and goes out in its order.

A message that is held back was not tried and has no next try. Only the oldest of a webhook is let
go, and the next once that one was taken or given up. One that a worker is sending stays its
worker's: it has no answer yet, and its next try is the end of the worker's time.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from compliance import clock
from compliance.audit.log import record
from compliance.audit.models import Event
from shipments.models import Delivery, Webhook

PAUSED = "webhook_paused"
HELD_BACK = Q(tries=0, next_try_at=None, taken_at=None)
GIVEN_UP = Q(tries__gt=0, next_try_at=None, taken_at=None)


def with_backlog(hooks: QuerySet[Webhook]) -> QuerySet[Any]:
    """The webhooks with `has_backlog`: whether messages to them are held back."""
    held = Delivery.objects.filter(HELD_BACK, webhook=OuterRef("pk"))
    return hooks.annotate(has_backlog=Exists(held))


def pause_of(hook: Webhook) -> Event | None:
    """When and why a paused webhook was paused; None for any other."""
    if not hook.is_paused:
        return None
    return Event.objects.filter(subject=f"webhook:{hook.pk}", verb=PAUSED).latest("seq")


@transaction.atomic
def pause_if_dead(pk: int, answer: str) -> None:
    """Pause the webhook if its latest messages were all given up; the others are held back."""
    hook = Webhook.objects.select_for_update(no_key=True).filter(pk=pk, is_paused=False).first()
    if hook is None or _given_up(hook).count() < settings.WEBHOOK_GIVE_UPS:
        return
    hook.is_paused = True
    hook.save(update_fields=["is_paused"])
    _about_shipments(hook).filter(_waits()).update(tries=0, next_try_at=None)
    record(PAUSED, by=None, subject=f"webhook:{hook.pk}", reason=answer)


@transaction.atomic
def take_up_again(hook: Webhook) -> None:
    """End the pause: all that was not taken is held back, with what was given up before it."""
    missed = _about_shipments(hook).filter(_waits() | Q(pk__in=_given_up(hook).values("pk")))
    missed.update(tries=0, next_try_at=None)
    hook.is_paused = False
    hook.save(update_fields=["is_paused"])


@transaction.atomic
def let_next_go(pk: int) -> int | None:
    """The key of the oldest message held back, which is due now; None where there is none, the
    webhook is paused, or one about a shipment still waits for its next try."""
    if not Delivery.objects.filter(HELD_BACK, webhook=pk).exists():
        return None
    hook = Webhook.objects.select_for_update(no_key=True).filter(pk=pk, is_paused=False).first()
    if hook is None or _about_shipments(hook).filter(next_try_at__isnull=False).exists():
        return None
    oldest = hook.deliveries.filter(HELD_BACK).order_by("pk").first()
    if oldest is None:
        return None
    oldest.next_try_at = clock.now()
    oldest.save(update_fields=["next_try_at"])
    return oldest.pk


def forgotten() -> list[int]:
    """Webhooks that are not paused and hold messages back: a crash may have broken the row."""
    hooks = with_backlog(Webhook.objects.filter(is_paused=False))
    return list(hooks.filter(has_backlog=True).values_list("pk", flat=True))


def _waits() -> Q:
    """Of messages that wait for their next try: those that nobody is sending now."""
    is_being_sent = Q(tries__gt=0, answer="", next_try_at__gt=clock.now())
    return Q(next_try_at__isnull=False) & ~is_being_sent


def _given_up(hook: Webhook) -> QuerySet[Delivery]:
    """Messages given up since the last one that was taken. Test messages count for nothing."""
    taken = _about_shipments(hook).filter(taken_at__isnull=False).order_by("-pk")
    last = taken.values_list("pk", flat=True).first() or 0
    return _about_shipments(hook).filter(GIVEN_UP, pk__gt=last)


def _about_shipments(hook: Webhook) -> QuerySet[Delivery]:
    return Delivery.objects.filter(webhook=hook, shipment__isnull=False)
