"""Detentions and stops by the ministry as tests bring them about."""

from datetime import date, timedelta

from compliance import clock
from compliance.accounts.models import User
from shipments.models import Shipment
from shipments.review import orders

TOLD = {"reason": "The seal was broken.", "message": "The goods stay."}
GOODS = {"ground": "violation", "goods": "Two cases of ingots", "place": "Hall 4"}
LETTER = {"letter_no": "2026-89", "ordered_by": "Bureau of Security"}
REPLY = {"reply_no": "2026-90", "reply": "As the letter says.", "reason": "Read the letter."}


def free(shipment: Shipment) -> Shipment:
    Shipment.objects.filter(pk=shipment.pk).update(claimed_by=None, claimed_at=None)
    shipment.refresh_from_db()
    return shipment


def proposed(shipment: Shipment, by: User, until: date | None = None) -> Shipment:
    until = until or clock.today() + timedelta(days=60)
    return orders.propose_detention(shipment, by=by, until=until, **GOODS, **TOLD)


def detained(shipment: Shipment, by: User, head: User) -> Shipment:
    return orders.sign_detention(proposed(shipment, by), by=head, reason="Agreed.")


def stopped(shipment: Shipment, by: User) -> Shipment:
    until = clock.today() + timedelta(days=30)
    return orders.order_stop(free(shipment), by=by, until=until, **LETTER, **TOLD)


def replied(shipment: Shipment, by: User, *, may_go: bool) -> Shipment:
    return orders.record_reply(free(shipment), by=by, may_go=may_go, **REPLY)
