"""Messages about a shipment that stands elsewhere now, written in the transaction of its move."""

import json

from compliance import clock
from compliance.celery import send_after_commit
from shipments.models import Delivery, Shipment, Webhook
from shipments.webhooks import tasks
from shipments.webhooks.backlog import with_backlog

TYPE = "shipment.status"


def tell_of(shipment: Shipment) -> None:
    """One message for each address of the shipment's exporter, sent after commit.

    It says no more than the exporter's own list shows. Behind others that are held back, it is
    held back, too.
    """
    for hook in with_backlog(Webhook.objects.filter(exporter_id=shipment.exporter_id)):
        is_held_back = hook.is_paused or hook.has_backlog
        next_try_at = None if is_held_back else clock.now()
        delivery = Delivery(webhook=hook, shipment=shipment, next_try_at=next_try_at)
        told = {
            "id": str(delivery.uuid),
            "type": TYPE,
            "reference": shipment.reference,
            "declaration_no": shipment.declaration_no,
            "status": shipment.status,
            "revision_no": shipment.revision_no,
            "at": clock.now().isoformat(),
        }
        delivery.body = json.dumps(told)
        delivery.save()
        if not is_held_back:
            send_after_commit(tasks.deliver, delivery.pk)
