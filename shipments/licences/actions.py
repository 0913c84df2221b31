"""Registering and revoking licences: each an audited event, and a reason to screen again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Licence, Shipment
from shipments.moves import OPEN
from shipments.screening.tasks import rescreen


def may_register(user: User) -> bool:
    """Customs officers and policy administrators keep the register."""
    return user.is_officer or user.is_policy_admin


def require_keeper(user: User) -> None:
    """Raise NotAllowed for everybody else."""
    if not may_register(user):
        raise NotAllowed(_("Only customs officers and policy administrators keep the register."))


@transaction.atomic
def register(*, by: User | None, **boxes: Any) -> Licence:
    """Enter a licence with its full balance; `by=None` is the register as an installation began."""
    if by is not None:
        require_keeper(by)
    licence = Licence.objects.create(
        **boxes,
        remaining_kg=boxes.get("quantity_kg"),
        remaining_uses=boxes["uses"],
        remaining_value=boxes.get("value"),
        remaining_quantity=boxes.get("quantity"),
        registered_by=by,
        registered_at=clock.now(),
    )
    record(
        "register_licence",
        by=by,
        subject=licence.subject,
        holder_uscc=licence.holder_uscc,
        quantity_kg=_amount(licence),
        valid_until=licence.valid_until.isoformat(),
    )
    _screen_open_cases_again(licence)
    return licence


@transaction.atomic
def revoke(licence: Licence, *, by: User, reason: str) -> Licence:
    """Take a licence back: nothing more can be released on it."""
    require_keeper(by)
    row = Licence.objects.select_for_update().get(pk=licence.pk)
    if row.is_revoked:
        raise Conflict(_("Licence %(number)s was already revoked.") % {"number": row.number})
    row.revoked_at, row.revoked_reason = clock.now(), reason
    row.save(update_fields=["revoked_at", "revoked_reason"])
    record("revoke_licence", by=by, subject=row.subject, reason=reason)
    _screen_open_cases_again(row)
    return row


def _amount(licence: Licence) -> str:
    """In kilograms, or with its unit's code where it counts in pieces alone."""
    if licence.quantity_kg is not None:
        return str(licence.quantity_kg)
    return f"{licence.quantity} {licence.unit}"


def _screen_open_cases_again(licence: Licence) -> None:
    """Their findings were made without what the register now says."""
    cases = Shipment.objects.filter(lines__licence_no=licence.number, status__in=OPEN)
    for pk in cases.values_list("pk", flat=True).distinct():
        send_after_commit(rescreen, pk)
