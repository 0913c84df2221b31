"""The tables, made once by all migrations and copied for each process of a run. They are kept for
later runs until a migration changes, or what migrations write.

That the migrations run from nothing is shown whenever they are made, and by the installation that
tests.prepared starts from an empty home.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

from compliance.law.canonical import sha256_of
from compliance.law.default_policy import default_policy

MADE = "gate49_tables_"


def tables() -> str:
    """The name of a database that has them; of several processes the first makes it."""
    name = f"{MADE}{_digest()}"
    with _alone(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [MADE])
        there = {row[0] for row in cursor}
        if name not in there:
            for each in there:
                cursor.execute(f'DROP DATABASE "{each}"')
            _make(f"{MADE}unfinished")
            cursor.execute(f'ALTER DATABASE "{MADE}unfinished" RENAME TO "{name}"')
    return name


def _make(name: str) -> None:
    """A database of that name, as Django makes one for tests."""
    settings_before = {**connection.settings_dict, "TEST": {**connection.settings_dict["TEST"]}}
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, serialize=False)
    connection.close()
    connection.settings_dict.update(settings_before)
    settings.DATABASES[connection.alias]["NAME"] = settings_before["NAME"]


@contextmanager
def _alone() -> Iterator[None]:
    """Other processes of the same home wait meanwhile."""
    settings.GATE49_HOME.mkdir(parents=True, exist_ok=True)
    with (settings.GATE49_HOME / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest() -> str:
    """Of all migrations, and of the policy that one of them writes."""
    told = sha256(f"{django.__version__} {sha256_of(default_policy())}".encode())
    for path in sorted(path for app in apps.get_app_configs() for path in _migrations(app.name)):
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def _migrations(app: str) -> Iterator[Path]:
    folder = Path(import_module(app).__path__[0]) / "migrations"
    return folder.rglob("*.py")
