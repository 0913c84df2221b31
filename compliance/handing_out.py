"""Handing over what somebody uploaded: the bytes are checked, and each time is an event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import FileResponse

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.paper_files import KeptFile, MissingFile, serve


@dataclass(frozen=True)
class Told:
    """What the log is told: `verb` where the bytes go out, `lost` where they are gone."""

    subject: str
    verb: str
    lost: str
    detail: Mapping[str, Any] = field(default_factory=dict)


def hand_out(kept: KeptFile, told: Told, *, by: User) -> FileResponse:
    """The upload as a download, recorded. Raises MissingFile, recorded too, and as `serve` does."""
    try:
        response = serve(kept)
    except MissingFile:
        _note(told.lost, told, by)
        raise
    _note(told.verb, told, by)
    return response


@transaction.atomic
def _note(verb: str, told: Told, by: User) -> None:
    record(verb, by=by, subject=told.subject, **told.detail)
