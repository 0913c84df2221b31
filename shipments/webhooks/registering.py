"""Webhooks as their exporter keeps them: register, try, resume, revoke."""

import json
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import Exporter, User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Delivery, Webhook
from shipments.webhooks import tasks
from shipments.webhooks.backlog import let_next_go, take_up_again
from shipments.webhooks.sending import WrongAddress, host_and_path, public_address

MOST = 5
MOST_WAITING = 20
PING = "ping"


def register(url: str, *, by: User) -> Webhook:
    """A new address with its secret. ValidationError says why an address is not taken."""
    try:
        public_address(host_and_path(url)[0])
    except WrongAddress as error:
        raise ValidationError(error.sentence) from error
    return _made(url, by)


@transaction.atomic
def revoke(hook: Webhook, *, by: User) -> None:
    """Nothing is sent there any more; its messages go, too, the event stays."""
    record("webhook_removed", by=by, subject=f"webhook:{hook.pk}")
    hook.delete()


@transaction.atomic
def resume(hook: Webhook, *, by: User) -> None:
    """End the pause: what came meanwhile is sent, the oldest first. Raises Conflict without one."""
    hook = Webhook.objects.select_for_update(no_key=True).get(pk=hook.pk)
    if not hook.is_paused:
        raise Conflict(_("This address is not paused."))
    take_up_again(hook)
    record("webhook_resumed", by=by, subject=f"webhook:{hook.pk}")
    first = let_next_go(hook.pk)
    if first is not None:
        send_after_commit(tasks.deliver, first)


@transaction.atomic
def ping(hook: Webhook) -> Delivery:
    """A message that tells of no shipment, to try the address and the check of its signature.

    Raises Conflict while as many messages wait as one address should have.
    """
    Webhook.objects.select_for_update().get(pk=hook.pk)
    if hook.deliveries.filter(next_try_at__isnull=False).count() >= MOST_WAITING:
        raise Conflict(_("Messages to this address are still waiting: try again later."))
    delivery = Delivery(webhook=hook, next_try_at=clock.now())
    told = {"id": str(delivery.uuid), "type": PING, "at": clock.now().isoformat()}
    delivery.body = json.dumps(told)
    delivery.save()
    send_after_commit(tasks.deliver, delivery.pk)
    return delivery


@transaction.atomic
def _made(url: str, by: User) -> Webhook:
    exporter = by.exporter
    if exporter is None:
        raise NotAllowed(_("Your role does not allow this."))
    Exporter.objects.select_for_update(no_key=True).get(pk=exporter.pk)
    there = Webhook.objects.filter(exporter=exporter)
    if there.count() >= MOST:
        raise ValidationError(_("There are %(most)s addresses already.") % {"most": MOST})
    if there.filter(url=url).exists():
        raise ValidationError(_("This address is registered already."))
    hook = Webhook.objects.create(
        exporter=exporter, url=url, secret=secrets.token_urlsafe(32), made_by=by
    )
    record("webhook_made", by=by, subject=f"webhook:{hook.pk}", name=url)
    return hook
