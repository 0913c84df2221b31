"""Name indexes of list versions as files: built once, shared by all workers, made again when one
cannot be trusted, removed when nothing uses it any more."""

import fcntl
import logging
import os
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from compliance.audit.log import record
from compliance.parties.matching import ALGORITHM, Index, ListedName
from compliance.parties.matching.kinds import told_kind
from compliance.parties.matching.snapshot import BadSnapshot
from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.versions import active_versions

KEPT_SECONDS = 24 * 3600
logger = logging.getLogger(__name__)


def index_of(version: ListVersion) -> Index:
    """The name index of a version, shared between processes through a snapshot file."""
    return _load(version.pk, _path(version))


def warm(versions: Iterable[ListVersion] | None = None) -> list[Path]:
    """Build the snapshots that are still missing, so that no screening waits for one."""
    chosen = versions if versions is not None else active_versions().values()
    paths = [_path(version) for version in chosen]
    for version, path in zip(chosen, paths, strict=True):
        if not path.exists():
            _open(version.pk, path)
    return paths


def remove_unused() -> list[Path]:
    """Remove what no version in force needs and nobody has opened for a day.

    An old version's index is made again when an officer looks at an old match or searches that
    version; a process that has a removed file open keeps its pages.
    """
    needed = {path.stem for path in map(_path, active_versions().values())}
    old = time.time() - KEPT_SECONDS
    unused = [
        path
        for path in Path(settings.LIST_SNAPSHOTS).glob("*.*")
        if path.stem.removesuffix(".index") not in needed and path.stat().st_mtime < old
    ]
    for path in unused:
        path.unlink(missing_ok=True)
    return unused


def _path(version: ListVersion) -> Path:
    """The moment of import tells versions of different databases apart."""
    moment = f"{version.imported_at:%Y%m%d%H%M%S%f}"
    name = f"{version.list_code}-{version.number}-{version.sha256[:12]}-{moment}"
    return Path(settings.LIST_SNAPSHOTS) / f"{name}-{ALGORITHM}.index"


@lru_cache(maxsize=32)
def _load(pk: int, path: Path) -> Index:
    """Once a process. What cannot be trusted or is gone is made again from the table; whoever
    screens waits for it."""
    try:
        os.utime(path)
        return Index.load(path)
    except FileNotFoundError:
        return _open(pk, path)
    except BadSnapshot as error:
        index = _open(pk, path)
        _tell(path, error)
        return index


def _open(pk: int, path: Path) -> Index:
    """Load it when it is whole, else build it; one process builds, the others wait for its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            return Index.load(path)
        except (BadSnapshot, FileNotFoundError):
            _build(pk, path)
            return Index.load(path)


def _build(pk: int, path: Path) -> None:
    rows = ListedParty.objects.filter(version_id=pk).order_by("id")
    told = rows.values_list("key", "kind", "names").iterator()
    names = [ListedName(key, name, told_kind(kind)) for key, kind, names in told for name in names]
    Index.build(names).save(path)


def _tell(path: Path, error: BadSnapshot) -> None:
    """A file that changed after it was written: a disk or a hand to look for."""
    logger.error("name snapshot made again: %s", error)
    with transaction.atomic():
        record("snapshot_rebuilt", by=None, subject="lists", file=path.name, why=str(error))
