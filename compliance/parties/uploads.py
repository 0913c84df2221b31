"""Bringing a list in: keep the files, read them, show what changes, then put it in force.

A file that cannot be this list, or one that shrank too far, raises an alarm; the old version stays.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.parties.alarms import lock_alarm, raise_alarm
from compliance.parties.entries import Entry
from compliance.parties.importers import BadFile, Source, SourceFile, read_entries
from compliance.parties.models import (
    AlarmKind,
    ListAlarm,
    ListedParty,
    ListFile,
    ListUpload,
    ListVersion,
    UploadState,
)
from compliance.parties.preview import Preview
from compliance.parties.tasks import warm_lists
from compliance.parties.versions import Refused, activate_version, entries_in_force, prepare
from compliance.ui.errors import Conflict, NotAllowed

MOST_SHOWN = 200


@dataclass(frozen=True)
class Import:
    """What is to be read: the files of one list in one format, as published on a day."""

    list_code: str
    file_format: str
    files: tuple[SourceFile, ...]
    as_of: date
    source: str


def read_import(wanted: Import) -> tuple[list[Entry], Preview]:
    """The entries and what they change. Raises BadFile."""
    if not wanted.files or any(not file.path.stat().st_size for file in wanted.files):
        raise BadFile(_("A file is empty."))
    source = Source(
        wanted.list_code,
        wanted.as_of,
        wanted.source,
        current=lambda: entries_in_force(wanted.list_code),
    )
    entries = read_entries(wanted.file_format, wanted.files, source)
    return entries, prepare(wanted.list_code, entries)


def sha256_of(files: Sequence[SourceFile]) -> str:
    """SHA-256 of one file; of several, over their digests in order."""
    digests = [hashlib.sha256(file.path.read_bytes()).hexdigest() for file in files]
    return (
        digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    )


@transaction.atomic
def keep_upload(wanted: Import, *, by: User) -> ListUpload:
    """Store the files and what they would change; nothing is in force yet.

    A bad file is kept as refused and raises the alarm of its list.
    """
    _only_keepers(by)
    upload = ListUpload.objects.create(
        list_code=wanted.list_code,
        file_format=wanted.file_format,
        as_of=wanted.as_of,
        source=wanted.source,
        sha256=sha256_of(wanted.files),
        base=ListVersion.objects.filter(list_code=wanted.list_code, is_active=True).first(),
        state=UploadState.WAITING,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    _keep_files(upload, wanted.files)
    _record("list_uploaded", upload, by)
    _judge(upload, wanted, by)
    return upload


def put_in_force(upload: ListUpload, *, by: User) -> ListVersion:
    """Activate what was shown. Raises Conflict when the list or the files have changed since, and
    Refused (after raising the alarm) when it became a list that must not be in force."""
    try:
        return _put_in_force(upload, by=by)
    except Refused as refused:
        raise_for_preview(upload.list_code, refused.preview, upload=upload, by=by)
        raise


@transaction.atomic
def discard(upload: ListUpload, *, by: User) -> ListUpload:
    """Give an upload up. Its alarm, if it raised one, stays open."""
    locked = _waiting(upload, by)
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
def accept_smaller(alarm: ListAlarm, *, by: User) -> ListVersion:
    """The second person puts the smaller list in force, which clears the alarm."""
    locked = _shrunken(alarm, by)
    if locked.proposed_by_id is None:
        raise Conflict(_("Nobody has proposed to accept the smaller list."))
    if locked.proposed_by_id == by.pk:
        raise NotAllowed(_("A second person has to accept the smaller list."))
    if locked.upload is None:
        raise Conflict(_("Only a smaller list that was uploaded can be accepted."))
    record("smaller_list_accepted", by=by, subject=f"list:{locked.list_code}", reason=locked.reason)
    return _put_in_force(locked.upload, by=by, accepts_smaller=True)


def raise_for_bad_file(
    list_code: str, error: BadFile, *, upload: ListUpload | None, by: User | None
) -> None:
    """The alarm for a file that could not be read."""
    raise_alarm(list_code, AlarmKind.BAD_FILE, error.sentence, upload=upload, by=by)


def raise_for_preview(
    list_code: str, preview: Preview, *, upload: ListUpload | None, by: User | None
) -> None:
    """An alarm for each problem of a list that is not put in force."""
    for problem in preview.problems:
        raise_alarm(list_code, problem.kind, problem.sentence, upload=upload, by=by)


@transaction.atomic
def _put_in_force(upload: ListUpload, *, by: User, accepts_smaller: bool = False) -> ListVersion:
    locked = _waiting(upload, by)
    wanted = import_of(locked)
    current = ListVersion.objects.filter(list_code=locked.list_code, is_active=True).first()
    if current != locked.base:
        raise Conflict(_("The list has changed since this file was read: upload it again."))
    if sha256_of(wanted.files) != locked.sha256:
        raise Conflict(_("The stored file is not what was uploaded: upload it again."))
    version = activate_version(
        locked.list_code,
        read_import(wanted)[0],
        source=locked.source,
        sha256=locked.sha256,
        as_of=locked.as_of,
        by=by,
        accepts_smaller=accepts_smaller,
    )
    locked.version, locked.state = version, UploadState.IN_FORCE
    locked.save(update_fields=["version", "state"])
    send_after_commit(warm_lists)
    return version


def import_of(upload: ListUpload) -> Import:
    """The stored files of an upload, to be read again."""
    files = tuple(SourceFile(each.name, Path(each.file.path)) for each in upload.files.all())
    return Import(upload.list_code, upload.file_format, files, upload.as_of, upload.source)


def _keep_files(upload: ListUpload, files: Sequence[SourceFile]) -> None:
    for file in files:
        digest = sha256_of([file])
        suffix = PurePath(file.name).suffix.lower()[:6]
        with file.path.open("rb") as stream:
            stored = File(stream, name=f"{digest[:32]}{suffix}")
            upload.files.add(
                ListFile(
                    name=PurePath(file.name).name[-150:],
                    sha256=digest,
                    size=file.path.stat().st_size,
                    file=stored,
                ),
                bulk=False,
            )


def _judge(upload: ListUpload, wanted: Import, by: User) -> None:
    try:
        entries, preview = read_import(wanted)
    except BadFile as error:
        upload.state, upload.preview = UploadState.REFUSED, {"problems": [error.sentence]}
        raise_for_bad_file(upload.list_code, error, upload=upload, by=by)
    else:
        upload.preview = shown(upload.list_code, entries, preview)
        upload.state = UploadState.REFUSED if preview.is_bad else UploadState.WAITING
        raise_for_preview(upload.list_code, preview, upload=upload, by=by)
    upload.save(update_fields=["state", "preview"])


def shown(list_code: str, entries: Sequence[Entry], preview: Preview) -> dict[str, object]:
    """The preview as JSON for a page: counts, and the first names of each kind of change."""
    names = {entry.key: " · ".join(entry.names[:2]) for entry in entries}
    gone = ListedParty.objects.filter(
        version__list_code=list_code,
        version__is_active=True,
        key__in=preview.removed[:MOST_SHOWN],
    )
    gone_names = {row.key: " · ".join(row.names[:2]) for row in gone}
    return {
        "rows": preview.rows,
        "shrink": str(preview.shrink),
        "problems": [problem.sentence for problem in preview.problems],
        "is_shrunken": preview.is_shrunken,
        "added": _some(preview.added, names.get),
        "removed": _some(preview.removed, gone_names.get),
        "changed": _some(preview.changed, names.get),
    }


def _some(keys: Sequence[str], name_of: Callable[[str], str | None]) -> dict[str, object]:
    return {"count": len(keys), "names": [name_of(key) or key for key in keys[:MOST_SHOWN]]}


def _only_keepers(by: User) -> None:
    if not by.is_policy_admin:
        raise NotAllowed(_("Only policy administrators keep the lists."))


def _waiting(upload: ListUpload, by: User) -> ListUpload:
    _only_keepers(by)
    locked = ListUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.state != UploadState.WAITING:
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
