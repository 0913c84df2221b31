"""Kept files are handed out in one way: checked by their hash, and each time an event."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.paper_files import MissingFile, serve


def hand_out(
    file: FieldFile,
    *,
    what: str,
    by: User,
    subject: str,
    served: Mapping[str, str],
    told: Mapping[str, Any],
) -> FileResponse:
    """The bytes as they were kept; `what` names the kind of file in the events, `told` are their
    details, `served` is what paper_files.serve takes. Raises MissingFile, Conflict, StoreAway."""
    try:
        response = serve(file, **served)
    except MissingFile:
        _note(f"{what}_missing", by, subject, told)
        raise
    _note(f"download_{what}", by, subject, told)
    return response


@transaction.atomic
def _note(verb: str, by: User, subject: str, told: Mapping[str, Any]) -> None:
    record(verb, by=by, subject=subject, **told)
