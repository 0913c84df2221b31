"""A backup is restored elsewhere, and everything agrees: rows, events, documents, hashes."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as site
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection

from compliance.accounts.models import User
from compliance.audit.log import head
from compliance.document_store.copying import store_at
from compliance.safekeeping import BadBackup, back_up, restore
from shipments.declare.actions import submit
from shipments.models import Attachment, Document
from shipments.paperwork.tasks import render
from shipments.review import actions as review
from shipments.screening.actions import screen
from tests.builders import a_draft
from tests.system import ROOT
from tests.worlds import made_once


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
@made_once
def filled(
    transactional_db: None, media: None, exporter: User, officer: User, tmp_path: Path
) -> None:
    fill(exporter, officer)


def fill(exporter: User, officer: User) -> None:
    call_command("load_prc_lists", verbosity=0)
    shipment = submit(a_draft(exporter), by=exporter, expected_revision=0)
    screen(shipment.pk)
    shipment.refresh_from_db()
    review.refuse(
        shipment, by=officer, ground="no_licence", reason="A reason to refuse", message="Refused"
    )
    for pk in Document.objects.values_list("pk", flat=True):
        render(pk)
    call_command("verify_audit", verbosity=0)


def admin() -> psycopg.Connection:
    host = connection.settings_dict["HOST"] or connection.settings_dict["OPTIONS"]["host"]
    return psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a new installation with an empty database."""
    owner, name = connection.settings_dict["USER"], f"{connection.settings_dict['NAME']}_restored"
    host = connection.settings_dict["HOST"] or connection.settings_dict["OPTIONS"]["host"]
    with admin() as postgres:
        postgres.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        postgres.execute(f"CREATE DATABASE {name} OWNER {owner}")
        yield {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "compliance.settings",
            "DATABASE_URL": f"postgres://gate49_app@/{name}?host={host}",
            "GATE49_OWNER_DATABASE_URL": f"postgres://{owner}@/{name}?host={host}",
            "REDIS_URL": site.REDIS_URL,
            "GATE49_HOME": str(tmp_path / "new home"),
            "GATE49_SECRET_KEY": site.SECRET_KEY,
        }
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(environment, "manage.py", *arguments)


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.usefixtures("filled")
def test_what_is_restored_is_what_was_backed_up_and_cannot_be_changed_either(
    tmp_path: Path, elsewhere: dict[str, str]
) -> None:
    folder = tmp_path / "kept"
    back_up(folder)
    seq, hash_ = head()
    done = manage(elsewhere, "restore", str(folder))
    assert done.returncode == 0, done.stderr
    assert f"head {seq}:{hash_}" in done.stdout
    checks = ("migrate --check", "verify_audit --no-record", "replay --all")
    checked = run(elsewhere, "-m", "script.manage", *checks)
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stderr
    media = tmp_path / "new home" / "media"
    for name in [
        *Document.objects.values_list("file", flat=True),
        *Attachment.objects.values_list("file", flat=True),
    ]:
        assert (media / name).read_bytes() == (Path(site.MEDIA_ROOT) / name).read_bytes()
    with psycopg.connect(elsewhere["DATABASE_URL"]) as application:
        application.execute("SELECT count(*) FROM audit_event")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("DELETE FROM audit_event")


@pytest.mark.long
@pytest.mark.usefixtures("in_bucket", "transactional_db")
def test_documents_of_a_bucket_are_backed_up_and_restored_into_another(
    tmp_path: Path,
    elsewhere: dict[str, str],
    new_bucket: Callable[[], str],
    exporter: User,
    officer: User,
) -> None:
    fill(exporter, officer)
    names = [
        *Document.objects.values_list("file", flat=True),
        *Attachment.objects.values_list("file", flat=True),
    ]
    folder, another = tmp_path / "kept", new_bucket()
    back_up(folder)
    assert not Path(site.MEDIA_ROOT).exists()
    done = manage({**elsewhere, "GATE49_DOCUMENTS": another}, "restore", str(folder))
    assert done.returncode == 0, done.stderr
    found = store_at(another)
    for name in names:
        with found.open(name) as restored, storages["papers"].open(name) as kept:
            assert restored.read() == kept.read() == (folder / "media" / name).read_bytes()
    assert not (tmp_path / "new home" / "media").exists()


@pytest.mark.usefixtures("filled")
def test_a_changed_backup_or_another_key_is_refused_before_anything_happens(
    tmp_path: Path, elsewhere: dict[str, str]
) -> None:
    folder = tmp_path / "kept"
    back_up(folder)
    other = manage({**elsewhere, "GATE49_SECRET_KEY": "k" * 60}, "restore", str(folder))
    assert (other.returncode, "another GATE49_SECRET_KEY" in other.stderr) == (1, True)
    with (folder / "database.dump").open("ab") as dump:
        dump.write(b"x")
    changed = manage(elsewhere, "restore", str(folder))
    assert (changed.returncode, "changed" in changed.stderr) == (1, True)


@pytest.mark.usefixtures("filled")
def test_nothing_is_overwritten(tmp_path: Path) -> None:
    back_up(tmp_path / "kept")
    with pytest.raises(BadBackup, match="not empty"):
        back_up(tmp_path / "kept")
    with pytest.raises(BadBackup, match="not empty"):
        restore(tmp_path / "kept")


@pytest.mark.usefixtures("filled")
def test_the_key_is_not_in_it(tmp_path: Path) -> None:
    back_up(tmp_path / "kept")
    key = site.SECRET_KEY.encode()
    files = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if key in path.read_bytes()]
