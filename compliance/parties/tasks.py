"""Work in the background: reading uploads, putting them in force, building name snapshots and
noticing lists that have become too old."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.db import transaction

from compliance import clock
from compliance.database_faults import AGAIN
from compliance.parties.alarms import open_alarms, raise_alarm
from compliance.parties.kept_sentences import tell as _
from compliance.parties.models import AlarmKind, UploadState
from compliance.parties.snapshots import remove_unused, warm
from compliance.parties.upload_work import left_behind, put_in_force, read_upload
from compliance.parties.versions import active_versions, max_age_days
from compliance.policy.versions import policy_on


@shared_task(name="compliance.parties.read_list", **AGAIN)
def read_list(upload_pk: int) -> None:
    """Read one uploaded list."""
    read_upload(upload_pk)


@shared_task(name="compliance.parties.put_list_in_force", **AGAIN)
def put_list_in_force(upload_pk: int) -> None:
    """Put one approved list in force and build its snapshot."""
    version = put_in_force(upload_pk)
    if version:
        warm([version])


@shared_task(name="compliance.parties.sweep")
def sweep() -> None:
    """Send again the uploads that a killed worker or a flushed broker left behind."""
    for upload in left_behind(clock.now() - timedelta(seconds=settings.LEASE_SECONDS)):
        task = read_list if upload.state == UploadState.READING else put_list_in_force
        task.delay(upload.pk)


@shared_task(name="compliance.parties.tidy_snapshots", **AGAIN)
def tidy_snapshots() -> None:
    """Remove the snapshots of superseded versions that nobody uses."""
    remove_unused()


@shared_task(name="compliance.parties.check_lists", **AGAIN)
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
            told = _("The list is %(age)s days old; the policy allows %(limit)s.")
            with transaction.atomic():
                raise_alarm(list_code, AlarmKind.STALE, told % {"age": age, "limit": limit})
