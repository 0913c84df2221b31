"""List alarms: while one is open, nobody passes on that list's strength. Raising and clearing both
go into the event log."""

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.surroundings import Freshness
from compliance.parties.kept_sentences import Told
from compliance.parties.models import AlarmKind, ListAlarm, ListUpload
from compliance.refusals import Conflict, NotAllowed

STATES = {
    AlarmKind.BAD_FILE: Freshness.BAD,
    AlarmKind.SHRUNKEN: Freshness.SHRUNKEN,
    AlarmKind.STALE: Freshness.STALE,
}
"""The word for compliance.law.facts.ListState, the gravest first."""


@transaction.atomic
def raise_alarm(
    list_code: str,
    kind: str,
    told: Told,
    *,
    upload: ListUpload | None = None,
    by: User | None = None,
) -> ListAlarm:
    """Open an alarm; `by` is whoever brought the file in, None for the system."""
    alarm = ListAlarm.objects.create(
        list_code=list_code,
        kind=kind,
        detail=str(told),
        message=told.plain(),
        upload=upload,
        raised_at=clock.now(),
    )
    subject = f"list:{list_code}"
    record("list_alarm_raised", by=by, subject=subject, kind=str(kind), detail=str(told))
    return alarm


def open_alarms() -> dict[str, list[ListAlarm]]:
    """Alarms not yet cleared, by list code, in one query."""
    found: dict[str, list[ListAlarm]] = {}
    alarms = ListAlarm.objects.filter(cleared_at__isnull=True)
    for alarm in alarms.select_related("proposed_by", "upload"):
        found.setdefault(alarm.list_code, []).append(alarm)
    return found


def state_of(alarms: list[ListAlarm]) -> str:
    """The gravest state word of open alarms; "" without any."""
    kinds = {alarm.kind for alarm in alarms}
    return next((word for kind, word in STATES.items() if kind in kinds), "")


def close_alarms(list_code: str, *kinds: str, by: User | None, reason: str) -> None:
    """Clear the open alarms of these kinds inside the caller's transaction."""
    alarms = ListAlarm.objects.select_for_update().filter(
        list_code=list_code, kind__in=kinds, cleared_at__isnull=True
    )
    for alarm in alarms:
        _close(alarm, by=by, reason=reason)


@transaction.atomic
def clear_alarm(alarm: ListAlarm, *, by: User, reason: str) -> ListAlarm:
    """Clear the alarm of a bad file: the version in force was found to be whole.

    Raises Conflict for other kinds: those need another list, or two people.
    """
    locked = lock_alarm(alarm, by)
    if locked.kind != AlarmKind.BAD_FILE:
        raise Conflict(_("This alarm ends with a good list, not with a reason."))
    _close(locked, by=by, reason=reason)
    return locked


def lock_alarm(alarm: ListAlarm, by: User) -> ListAlarm:
    """The open alarm under lock. Raises NotAllowed or Conflict."""
    only_keepers(by)
    locked = ListAlarm.objects.select_for_update().get(pk=alarm.pk)
    if locked.cleared_at:
        raise Conflict(_("This alarm was cleared already."))
    return locked


def only_keepers(by: User) -> None:
    """Raise NotAllowed for anybody who does not keep the lists."""
    if not by.is_policy_admin:
        raise NotAllowed(_("Only policy administrators keep the lists."))


def _close(alarm: ListAlarm, *, by: User | None, reason: str) -> None:
    alarm.cleared_by, alarm.cleared_at = by, clock.now()
    alarm.reason = alarm.reason or reason
    if alarm.proposed_by_id and alarm.proposed_by_id == (by.pk if by else None):
        alarm.proposed_by = alarm.proposed_at = None
    alarm.save()
    subject = f"list:{alarm.list_code}"
    record("list_alarm_cleared", by=by, subject=subject, kind=alarm.kind, reason=reason)
