"""Work in the background: building name snapshots and noticing lists that have become too old."""

from celery import shared_task
from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.parties.alarms import open_alarms, raise_alarm
from compliance.parties.models import AlarmKind
from compliance.parties.screening import warm
from compliance.parties.versions import active_versions, max_age_days
from compliance.policy.versions import policy_on


@shared_task(name="compliance.parties.warm_lists")
def warm_lists() -> None:
    """Build the snapshots of the versions in force, once for all workers."""
    warm()


@shared_task(name="compliance.parties.check_lists")
def check_lists() -> None:
    """Raise one alarm for each list that is older than the policy lets it be."""
    today = clock.today()
    policy = policy_on(today)
    alarms = open_alarms()
    for list_code, version in active_versions().items():
        limit = max_age_days(list_code, policy)
        age = (today - version.known_good_on).days
        known = {alarm.kind for alarm in alarms.get(list_code, [])}
        if limit is not None and age > limit and AlarmKind.STALE not in known:
            detail = _("The list is %(age)s days old; the policy allows %(limit)s.")
            with transaction.atomic():
                raise_alarm(list_code, AlarmKind.STALE, detail % {"age": age, "limit": limit})
