"""The archive itself: every rule set and name engine is kept once, at its first use or at release,
its hash in the event log; bundles of versions that came before the archive are shipped with it."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.db import connection, transaction

from compliance import clock
from compliance.archive.models import Bundle, BundleKind
from compliance.archive.packing import packed
from compliance.audit.log import record
from compliance.audit.models import Event

ARCHIVE_LOCK = 490_052  # advisory lock: one process archives at a time
SHIPPED = Path(__file__).parent / "shipped"


class BrokenBundle(Exception):
    """The bytes kept are not those the event log names."""


@transaction.atomic
def archive(kind: BundleKind, version: str) -> None:
    """Keep what runs now under that version, unless it is kept already."""
    if _is_kept(kind, version):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ARCHIVE_LOCK])
    if _is_kept(kind, version):
        return
    content, sha256 = _made(kind)
    Bundle.objects.create(
        kind=kind, version=version, sha256=sha256, content=content, made_at=clock.now()
    )
    subject = f"bundle:{kind}:{version}"
    record("bundle_archived", by=None, subject=subject, sha256=sha256, size=len(content))


def bundle(kind: BundleKind, version: str) -> bytes | None:
    """The bytes kept under that version, None where nothing is. Raises BrokenBundle."""
    row = Bundle.objects.filter(kind=kind, version=version).first()
    if row is None:
        return _shipped(kind, version)
    content = bytes(row.content)
    logged = Event.objects.filter(
        verb="bundle_archived",
        subject=f"bundle:{kind}:{version}",
        detail__sha256=hashlib.sha256(content).hexdigest(),
    )
    if not logged.exists():
        raise BrokenBundle(f"{kind} {version}")
    return content


def is_archived(kind: BundleKind, version: str) -> bool:
    """Whether a bundle of that version is kept or was shipped."""
    return _is_kept(kind, version) or any(SHIPPED.glob(f"{kind}-{version}-*.zip"))


def _is_kept(kind: BundleKind, version: str) -> bool:
    return Bundle.objects.filter(kind=kind, version=version).exists()


@lru_cache(maxsize=4)
def _made(kind: BundleKind) -> tuple[bytes, str]:
    """The running program does not change, so it is packed once a process."""
    content = packed(kind)
    return content, hashlib.sha256(content).hexdigest()


def _shipped(kind: BundleKind, version: str) -> bytes | None:
    """A file named by kind, version and the hash of its bytes."""
    found = next(SHIPPED.glob(f"{kind}-{version}-*.zip"), None)
    if found is None:
        return None
    content = found.read_bytes()
    if hashlib.sha256(content).hexdigest() != found.stem.rpartition("-")[2]:
        raise BrokenBundle(found.name)
    return content
