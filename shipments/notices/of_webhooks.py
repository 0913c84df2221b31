"""A webhook that was paused, told to everybody of its exporter: whoever made it may be away."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify.messages import Message, one_by_one
from compliance.notify.models import Kind
from shipments.models import Webhook
from shipments.webhooks.backlog import PAUSED

VERBS = (PAUSED,)


@one_by_one
def told_of_webhooks(event: Event) -> Iterator[Message]:
    """Its exporter's people, while the address is registered and paused."""
    hook = Webhook.objects.filter(pk=event.subject.partition(":")[2], is_paused=True).first()
    if hook is None:
        return
    yield Message(
        kind=Kind.ACCOUNT,
        key=f"event:{event.seq}",
        to=User.objects.filter(exporter=hook.exporter_id, is_active=True),
        sentence=_("Messages to %(address)s are paused: the latest were all given up."),
        parameters={"address": hook.url},
        address=reverse("webhooks:webhook", args=[hook.pk]),
        at=event.at,
    )
