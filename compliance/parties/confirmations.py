"""A list found unchanged at its source: like any change of a list, it takes two persons."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.parties.alarms import close_alarms, only_keepers
from compliance.parties.models import AlarmKind, ListConfirmation, ListVersion
from compliance.refusals import Conflict, NotAllowed


def open_confirmation(version: ListVersion) -> ListConfirmation | None:
    """What one person found and nobody else has agreed to yet."""
    rows = version.confirmations.filter(agreed_at__isnull=True)
    return rows.select_related("proposed_by").first()


@transaction.atomic
def propose_unchanged(version: ListVersion, *, by: User) -> ListConfirmation:
    """Say that the publisher's list is unchanged; a second person has to agree.

    Once said it stands: saying it again changes nothing, whoever does.
    """
    locked = _in_force(version, by)
    found = open_confirmation(locked)
    if found:
        return found
    record("list_unchanged_proposed", by=by, subject=_subject(locked))
    return ListConfirmation.objects.create(version=locked, proposed_by=by, proposed_at=clock.now())


@transaction.atomic
def agree_unchanged(version: ListVersion, *, by: User) -> ListVersion:
    """The second person looked, too: the list's age counts from the day the first one did.

    Raises Conflict when nobody has proposed it, NotAllowed for whoever did.
    """
    locked = _in_force(version, by)
    found = open_confirmation(locked)
    if found is None:
        raise Conflict(_("Nobody has said that this list is unchanged."))
    if found.proposed_by_id == by.pk:
        raise NotAllowed(_("A second person has to agree that the list is unchanged."))
    found.agreed_by, found.agreed_at = by, clock.now()
    found.save(update_fields=["agreed_by", "agreed_at"])
    locked.confirmed_on = timezone.localdate(found.proposed_at)
    locked.save(update_fields=["confirmed_on"])
    day = str(locked.confirmed_on)
    close_alarms(locked.list_code, AlarmKind.STALE, by=by, reason=day)
    record("list_confirmed", by=by, subject=_subject(locked), confirmed_on=day)
    return locked


def _in_force(version: ListVersion, by: User) -> ListVersion:
    only_keepers(by)
    locked = ListVersion.objects.select_for_update().get(pk=version.pk)
    if not locked.is_active:
        raise Conflict(_("This version is no longer in force."))
    return locked


def _subject(version: ListVersion) -> str:
    return f"list:{version.list_code}:{version.number}"
