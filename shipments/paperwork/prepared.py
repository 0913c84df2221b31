"""Evidence packs that are kept for an hour after each fetch, so that a broken download goes on.

Made once, hashed and recorded once; each part that is fetched afterwards is of the same file. A
pack is kept for the person and the very cases it was made for, under names that nobody guesses.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from compliance.accounts.models import User
from compliance.file_ranges import is_still_meant
from compliance.paper_files import sha256_of
from shipments.models import Shipment
from shipments.paperwork.evidence import write_evidence

SECONDS = 3600
ENDING, UNFINISHED = ".zip", ".part"


@dataclass(frozen=True)
class Prepared:
    """A pack on disk; `sha256` is of its bytes."""

    path: Path
    sha256: str


def begun(request: HttpRequest, shipments: Sequence[Shipment], by: User) -> Prepared | None:
    """The pack that the request goes on with: the same person's, of the same cases, and where the
    request names one, that one. None where a pack is to be made."""
    if "Range" not in request.headers:
        return None
    found = sorted(_folder().glob(f"{_key(shipments, by)}-*{ENDING}"), key=_age)
    packs = [Prepared(each, each.stem.partition("-")[2]) for each in found if _age(each) < SECONDS]
    meant = next((each for each in packs if is_still_meant(request, each.sha256)), None)
    if meant:
        meant.path.touch()
    return meant


def prepare(shipments: Sequence[Shipment], by: User) -> Prepared:
    """Write a pack, by parts, to its place on disk. Raises evidence.NothingRecorded, OSError."""
    forget_old()
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=_folder(), suffix=UNFINISHED, delete=False) as file:
        part = Path(file.name)
        try:
            write_evidence(shipments, file)
            sha256 = sha256_of(file)
            path = _folder() / f"{_key(shipments, by)}-{sha256}{ENDING}"
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return Prepared(path, sha256)


def forget_old() -> None:
    """Remove what nobody goes on with any more."""
    for path in _folder().glob("*"):
        with suppress(FileNotFoundError):
            if _age(path) > SECONDS:
                path.unlink()


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "packs"


def _key(shipments: Sequence[Shipment], by: User) -> str:
    cases = ",".join(each.reference for each in shipments)
    return hashlib.sha256(f"{by.pk}:{cases}".encode()).hexdigest()[:32]


def _age(path: Path) -> float:
    try:
        return time.time() - os.stat(path).st_mtime
    except FileNotFoundError:
        return SECONDS + 1
