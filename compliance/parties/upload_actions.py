"""The people's side of an upload: one brings files in, another says that they may be put in force.

Workers read them and put them in force; a file that cannot be this list, or one that shrank too
far, raises an alarm, and the old version stays.
"""

from collections.abc import Sequence
from pathlib import PurePath

from django.core.files import File
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.parties.alarms import lock_alarm, only_keepers
from compliance.parties.importers import SourceFile
from compliance.parties.incoming_files import Import, sha256_of
from compliance.parties.models import AlarmKind, ListAlarm, ListUpload, ListVersion, UploadState
from compliance.parties.tasks import put_list_in_force, read_list
from compliance.refusals import Conflict, NotAllowed


@transaction.atomic
def keep_upload(wanted: Import, *, by: User) -> ListUpload:
    """Store the files and have them read; nothing is in force yet."""
    only_keepers(by)
    moment = clock.now()
    upload = ListUpload.objects.create(
        list_code=wanted.list_code,
        file_format=wanted.file_format,
        as_of=wanted.as_of,
        source=wanted.source,
        sha256=sha256_of(wanted.files),
        base=ListVersion.objects.filter(list_code=wanted.list_code, is_active=True).first(),
        state=UploadState.READING,
        language=get_language() or "",
        uploaded_by=by,
        uploaded_at=moment,
        moved_at=moment,
    )
    _keep_files(upload, wanted.files)
    _record("list_uploaded", upload, by)
    send_after_commit(read_list, upload.pk)
    return upload


@transaction.atomic
def approve(upload: ListUpload, *, by: User) -> ListUpload:
    """Have what somebody else brought in put in force.

    Raises NotAllowed for whoever brought it in, Conflict for one that is decided or too small.
    """
    locked = _waiting(upload, by)
    if locked.uploaded_by_id == by.pk:
        raise NotAllowed(_("A second person has to put the list in force."))
    if locked.preview.get("is_shrunken"):
        raise Conflict(_("A second person has to accept the smaller list."))
    return _approve(locked, by)


@transaction.atomic
def discard(upload: ListUpload, *, by: User) -> ListUpload:
    """Give an upload up, also while it is read. Its alarm, if it raised one, stays open."""
    locked = _waiting(upload, by, UploadState.READING)
    locked.state = UploadState.DISCARDED
    locked.save(update_fields=["state"])
    _record("list_discarded", locked, by)
    return locked


@transaction.atomic
def propose_smaller(alarm: ListAlarm, *, by: User, reason: str) -> ListAlarm:
    """Say why the smaller list is right; a second person has to agree."""
    locked = _shrunken(alarm, by)
    locked.proposed_by, locked.proposed_at, locked.reason = by, clock.now(), reason
    locked.save()
    record("smaller_list_proposed", by=by, subject=f"list:{locked.list_code}", reason=reason)
    return locked


@transaction.atomic
def accept_smaller(alarm: ListAlarm, *, by: User) -> ListUpload:
    """The second person has the smaller list put in force, which clears the alarm."""
    locked = _shrunken(alarm, by)
    if locked.proposed_by_id is None:
        raise Conflict(_("Nobody has proposed to accept the smaller list."))
    if locked.proposed_by_id == by.pk:
        raise NotAllowed(_("A second person has to accept the smaller list."))
    if locked.upload is None:
        raise Conflict(_("Only a smaller list that was uploaded can be accepted."))
    upload = _waiting(locked.upload, by)
    record("smaller_list_accepted", by=by, subject=f"list:{locked.list_code}", reason=locked.reason)
    upload.accepts_smaller = True
    return _approve(upload, by)


def _approve(locked: ListUpload, by: User) -> ListUpload:
    current = ListVersion.objects.filter(list_code=locked.list_code, is_active=True).first()
    if current != locked.base:
        raise Conflict(_("The list has changed since this file was read: upload it again."))
    locked.state, locked.decided_by, locked.moved_at = UploadState.APPROVED, by, clock.now()
    locked.save(update_fields=["state", "decided_by", "moved_at", "accepts_smaller"])
    send_after_commit(put_list_in_force, locked.pk)
    return locked


def _keep_files(upload: ListUpload, files: Sequence[SourceFile]) -> None:
    for file in files:
        digest = sha256_of([file])
        suffix = PurePath(file.name).suffix.lower()[:6]
        with file.path.open("rb") as stream:
            stored = File(stream, name=f"{digest[:32]}{suffix}")
            upload.files.create(
                name=PurePath(file.name).name[-150:],
                sha256=digest,
                size=file.path.stat().st_size,
                file=stored,
            )


def _waiting(upload: ListUpload, by: User, *also: UploadState) -> ListUpload:
    only_keepers(by)
    locked = ListUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.state not in (UploadState.WAITING, *also):
        sentence = _("This upload is already decided: %(state)s.")
        raise Conflict(sentence % {"state": locked.get_state_display()})
    return locked


def _shrunken(alarm: ListAlarm, by: User) -> ListAlarm:
    locked = lock_alarm(alarm, by)
    if locked.kind != AlarmKind.SHRUNKEN:
        raise Conflict(_("Only a smaller list that was uploaded can be accepted."))
    return locked


def _record(verb: str, upload: ListUpload, by: User) -> None:
    subject = f"list:{upload.list_code}"
    record(verb, by=by, subject=subject, sha256=upload.sha256, upload=upload.pk)
