"""Sealed ends of the log kept outside the database: a file with one line a head, only added to.

Whoever empties, cuts or rolls back the log in the database has this file against them, and whoever
rewrites it with the key has the old hashes against them. Best kept on another machine's disk.
"""

import os
from collections.abc import Iterator

from django.conf import settings

from compliance.audit.chain import Fault
from compliance.audit.log import is_seal
from compliance.audit.models import Head


def keep_head() -> bool:
    """Add the log's end to the file unless it is the last line there; whether one was added."""
    end = Head.objects.first()
    if end is None:
        return False
    line = f"{end.seq}:{end.hash}:{end.seal}"
    if line in _last_line():
        return False
    settings.AUDIT_ANCHORS.parent.mkdir(parents=True, exist_ok=True)
    with settings.AUDIT_ANCHORS.open("a") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def anchored_heads() -> tuple[list[tuple[int, str]], list[Fault]]:
    """Number and hash of each head in the file, and a fault for each line no key of ours sealed.

    A last line that a crash cut off counts for nothing.
    """
    known, forged = [], []
    for seq, hash_, seal in _lines():
        if is_seal(seal, seq, hash_):
            known.append((seq, hash_))
        else:
            forged.append(Fault("forged_anchor", seq))
    return known, forged


def _lines() -> Iterator[tuple[int, str, str]]:
    try:
        text = settings.AUDIT_ANCHORS.read_text()
    except FileNotFoundError:
        return
    for line in text.splitlines(keepends=True):
        parts = line.strip().split(":")
        if not line.endswith("\n"):
            return
        if len(parts) == 3 and parts[0].isdecimal():
            yield int(parts[0]), parts[1], parts[2]
        elif line.strip():
            yield 0, "", line.strip()


def _last_line() -> str:
    try:
        with settings.AUDIT_ANCHORS.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 400))
            return file.read().decode(errors="replace").rpartition("\n")[0].rpartition("\n")[2]
    except OSError:
        return ""
