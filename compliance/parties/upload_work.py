"""The workers' side of an upload: read it, then put it in force once somebody has said so.

Both steps may be sent twice, at once or after a crash: whoever comes second finds it done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import translation

from compliance import leases
from compliance.accounts.models import User
from compliance.parties.alarms import raise_alarm
from compliance.parties.importers import BadFile
from compliance.parties.incoming_files import import_of, read_import, sha256_of, shown
from compliance.parties.kept_sentences import tell as _
from compliance.parties.kept_sentences import told_of
from compliance.parties.models import AlarmKind, ListUpload, ListVersion, UploadState
from compliance.parties.preview import Preview
from compliance.parties.versions import Refused, activate_version
from compliance.refusals import Conflict
from compliance.turns import counted_turn, is_hopeless, note_in

UPLOAD_LOCK = 490_052  # advisory lock, second key: one worker at a time for an upload
UNFINISHED = (UploadState.READING, UploadState.APPROVED)


def read_upload(pk: int) -> None:
    """Read what was uploaded and show what it would change; a bad file raises its alarm."""
    with _turn(pk, UploadState.READING) as upload:
        if upload is not None:
            _judge(upload, *_read(upload))


def put_in_force(pk: int) -> ListVersion | None:
    """Activate what was approved. What must not be in force any more waits again, with alarm."""
    with _turn(pk, UploadState.APPROVED) as upload:
        if upload is None:
            return None
        try:
            _stop_trying(upload)
            return _activate(upload)
        except Refused as refused:
            _refuse(upload, refused.preview)
        except (BadFile, Conflict) as error:
            told = error.told if isinstance(error, BadFile) else told_of(error.sentence)
            _end(upload, UploadState.REFUSED, {"problems": [told.plain()]})
        return None


def left_behind(before: datetime) -> list[ListUpload]:
    """Uploads that no worker has moved since then."""
    return list(ListUpload.objects.filter(leases.before("moved_at", before), state__in=UNFINISHED))


@contextmanager
def _turn(pk: int, state: UploadState) -> Iterator[ListUpload | None]:
    """The upload while this worker alone has it, in its uploader's language; None when another
    worker has it or there is nothing left to do."""
    waiting = ListUpload.objects.filter(state=state)
    people = waiting.select_related("base", "uploaded_by", "decided_by")
    with (
        counted_turn(UPLOAD_LOCK, people, pk) as upload,
        translation.override(upload.language if upload else None),
    ):
        yield upload


def _read(upload: ListUpload) -> tuple[Preview | BadFile, dict[str, object]]:
    """What was found, and what pages show of it."""
    try:
        _stop_trying(upload)
        noted = note_in(ListUpload.objects.filter(pk=upload.pk), "entries_read")
        with import_of(upload) as wanted:
            entries, found = read_import(wanted, noted)
            return found, shown(wanted, entries, found)
    except BadFile as error:
        return error, {"problems": [error.told.plain()]}


def _stop_trying(upload: ListUpload) -> None:
    """What kills its worker again and again must not do so for ever."""
    if is_hopeless(upload.tries):
        raise BadFile(_("Reading was broken off three times: the file may be too large."))


@transaction.atomic
def _judge(upload: ListUpload, found: Preview | BadFile, told: dict[str, object]) -> None:
    locked = ListUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.state != UploadState.READING:
        return
    by = upload.uploaded_by
    if isinstance(found, BadFile):
        raise_alarm(upload.list_code, AlarmKind.BAD_FILE, found.told, upload=upload, by=by)
        _end(upload, UploadState.REFUSED, told)
    else:
        _end_with_alarms(upload, found, told, by)


@transaction.atomic
def _activate(upload: ListUpload) -> ListVersion:
    locked = ListUpload.objects.select_for_update().get(pk=upload.pk)
    current = ListVersion.objects.filter(list_code=locked.list_code, is_active=True).first()
    if current != locked.base:
        raise BadFile(_("The list has changed since this file was read: upload it again."))
    with import_of(locked) as wanted:
        if sha256_of(wanted.files) != locked.sha256:
            raise BadFile(_("The stored file is not what was uploaded: upload it again."))
        entries, _preview = read_import(wanted)
    version = activate_version(
        locked.list_code,
        entries,
        source=locked.source,
        sha256=locked.sha256,
        as_of=locked.as_of,
        by=locked.decided_by,
        accepts_smaller=locked.accepts_smaller,
    )
    locked.version, locked.state = version, UploadState.IN_FORCE
    locked.save(update_fields=["version", "state"])
    return version


@transaction.atomic
def _refuse(upload: ListUpload, preview: Preview) -> None:
    """It became a list that must not be in force: two people may still accept a smaller one."""
    problems = [problem.sentence.plain() for problem in preview.problems]
    told = {**upload.preview, "problems": problems, "is_shrunken": preview.is_shrunken}
    _end_with_alarms(upload, preview, told, upload.decided_by)


def _end_with_alarms(
    upload: ListUpload, preview: Preview, told: dict[str, object], by: User | None
) -> None:
    """An alarm for each problem of the list; one that cannot be it at all is refused."""
    for problem in preview.problems:
        raise_alarm(upload.list_code, problem.kind, problem.sentence, upload=upload, by=by)
    _end(upload, UploadState.REFUSED if preview.is_bad else UploadState.WAITING, told)


def _end(upload: ListUpload, state: UploadState, preview: dict[str, object]) -> None:
    upload.state, upload.preview, upload.tries = state, preview, 0
    upload.save(update_fields=["state", "preview", "tries"])
