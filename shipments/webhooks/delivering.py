"""One message to a webhook: signed, tried with growing pauses, given up after the last."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from compliance import clock, leases
from shipments.models import Delivery
from shipments.webhooks.backlog import let_next_go, pause_if_dead
from shipments.webhooks.sending import NotSent, post

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
LEASE = timedelta(minutes=2)
MOST_AT_ONCE = 200
SIGNATURE = "Gate49-Signature"


def deliver_one(pk: int) -> int | None:
    """Send the message if it is due; the key of another that may go now, if one was held back.

    No lock is held while the other side takes its time.
    """
    delivery = _taken_up(pk)
    if delivery is None:
        return None
    hook = delivery.webhook
    body = delivery.body.encode()
    try:
        status = post(hook.url, body, {SIGNATURE: signature(hook.secret, body)})
        answer, is_taken = str(status), 200 <= status < 300
    except NotSent as error:
        answer, is_taken = str(error)[:200], False
    now = clock.now()
    delivery.answer = answer
    delivery.taken_at = now if is_taken else None
    delivery.next_try_at = None if is_taken else _next(delivery.tries)
    delivery.save(update_fields=["answer", "taken_at", "next_try_at"])
    if delivery.next_try_at:
        _put_off_others(delivery)
        return None
    if not is_taken and delivery.shipment_id:
        pause_if_dead(hook.pk, answer)
    return let_next_go(hook.pk)


def due() -> list[int]:
    """Messages whose next try has come, the oldest first."""
    rows = Delivery.objects.filter(_is_due(), _may_go())
    return list(rows.order_by("next_try_at").values_list("pk", flat=True)[:MOST_AT_ONCE])


def signature(secret: str, body: bytes) -> str:
    """`t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>" in hex>`: a replay shows by its time."""
    seconds = int(clock.now().timestamp())
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    return f"t={seconds},v1={digest}"


@transaction.atomic
def _taken_up(pk: int) -> Delivery | None:
    """The message, counted and put off for the time of one try; None where it is not due."""
    rows = Delivery.objects.select_for_update(of=("self",), skip_locked=True)
    delivery = rows.select_related("webhook").filter(_is_due(), _may_go(), pk=pk).first()
    if delivery is None:
        return None
    delivery.tries += 1
    delivery.answer = ""
    delivery.next_try_at = clock.now() + LEASE
    delivery.save(update_fields=["tries", "answer", "next_try_at"])
    return delivery


def _is_due() -> Q:
    return leases.due("next_try_at", PAUSES[-1])


def _may_go() -> Q:
    """A test message goes to a paused webhook, too: it tells when to resume."""
    return Q(webhook__is_paused=False) | Q(shipment=None)


def _next(tries: int) -> datetime | None:
    return clock.now() + PAUSES[tries - 1] if tries <= len(PAUSES) else None


def _put_off_others(delivery: Delivery) -> None:
    """One try at a time to an address that does not answer: workers have other work."""
    waiting = Delivery.objects.filter(
        webhook=delivery.webhook, next_try_at__lt=delivery.next_try_at
    )
    waiting.update(next_try_at=delivery.next_try_at)
