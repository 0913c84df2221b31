"""Lists for tests: sentences in English, snapshots in a folder of their own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils.translation import override
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from compliance.parties import upload_actions, upload_work
from compliance.parties.entries import Entry, key_of, listing
from compliance.parties.importers import SourceFile
from compliance.parties.incoming_files import Import
from compliance.parties.models import ListUpload, ListVersion

BACKEND = "compliance.accounts.backends.OrganisationBackend"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def given_day() -> Iterator[None]:
    """Lists grow old, so these tests have a day of their own."""
    with clock.at(datetime(2026, 11, 24, 4, tzinfo=UTC)):
        yield


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.LIST_SNAPSHOTS = tmp_path / "snapshots"
    settings.MEDIA_ROOT = tmp_path / "media"


def an_entry(name: str, listed_on: date = date(2026, 1, 5), **fields: Any) -> Entry:
    """A listed party of that English name."""
    plain = {
        "key": key_of(name, "", listed_on),
        "names": (name,),
        "name_en": name,
        "listed_on": listed_on,
        "periods": listing(listed_on),
    }
    return Entry(**{**plain, **fields})


def entries(count: int, prefix: str = "Sample Party") -> list[Entry]:
    """That many listed parties."""
    return [an_entry(f"{prefix} {number:03}") for number in range(count)]


def an_import(folder: Path, text: str, **fields: Any) -> Import:
    """A file of our own CSV to be brought in."""
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    plain: dict[str, Any] = {
        "list_code": "watch_list",
        "file_format": "own_csv",
        "files": (SourceFile("list.csv", path),),
        "as_of": date(2026, 11, 20),
        "source": "https://example.test/list",
    }
    return Import(**{**plain, **fields})


def csv_of(count: int, prefix: str = "Sample Party") -> str:
    """Our own CSV with that many rows."""
    rows = (f",{prefix} {number:03},2026-01-05" for number in range(count))
    return "\n".join(["name_zh,name_en,listed_on", *rows, ""])


def browser(user: User) -> Client:
    """An English-speaking browser in which this person is signed in."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.cookies[site.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text_of(response: Any) -> str:
    """What a page says, in one line."""
    return " ".join(html.fromstring(response.content).text_content().split())


def kept(wanted: Import, *, by: User) -> ListUpload:
    """An upload that a worker has read."""
    upload = upload_actions.keep_upload(wanted, by=by)
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    return upload


def put_in_force(upload: ListUpload, *, by: User) -> ListVersion | None:
    """What becomes of an upload that somebody approves, once a worker has had it."""
    upload_actions.approve(upload, by=by)
    version = upload_work.put_in_force(upload.pk)
    upload.refresh_from_db()
    return version
