"""A pack whose download breaks goes on, is recorded once, and takes no more memory when larger."""

import hashlib
import io
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from shipments.models import Shipment
from shipments.moves import Status
from shipments.paperwork import evidence, prepared, tasks
from shipments.paperwork.pack import Pack
from tests.builders import a_shipment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.KEYS, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path


@pytest.fixture
def case(exporter: User) -> Shipment:
    made = a_shipment(exporter, Status.IN_REVIEW)
    record("submit", by=exporter, subject=made.subject)
    return made


def fetched(case: Shipment, person: User, **headers: str) -> tuple[Any, bytes]:
    client = Client()
    client.force_login(person)
    response: Any = client.get(f"/documents/of/{case.reference}/evidence.zip", headers=headers)
    return response, b"".join(response)


def times_recorded() -> int:
    return Event.objects.filter(verb="download_evidence").count()


def test_a_broken_download_goes_on_and_is_one_event(case: Shipment, auditor: User) -> None:
    first, whole = fetched(case, auditor)
    assert first["ETag"] == f'"{hashlib.sha256(whole).hexdigest()}"'
    record("note", by=auditor, subject=case.subject)  # another pack would be another file
    parts = whole[:1000]
    while len(parts) < len(whole):
        asked = {"range": f"bytes={len(parts)}-{len(parts) + 9999}", "if_range": first["ETag"]}
        response, part = fetched(case, auditor, **asked)
        assert (response.status_code, bool(part)) == (206, True)
        parts += part
    assert parts == whole
    assert times_recorded() == 1
    assert "no-store" in response["Cache-Control"]


def test_a_part_past_the_end_is_refused_without_another_event(
    case: Shipment, auditor: User
) -> None:
    _first, whole = fetched(case, auditor)
    response, _none = fetched(case, auditor, range=f"bytes={len(whole)}-")
    assert (response.status_code, times_recorded()) == (416, 1)


@pytest.mark.parametrize("tag", ['"another"', "Thu, 26 Nov 2026 00:00:00 GMT"])
def test_who_has_the_beginning_of_another_pack_gets_a_whole_one(
    case: Shipment, auditor: User, tag: str
) -> None:
    fetched(case, auditor)
    response, whole = fetched(case, auditor, range="bytes=5-", if_range=tag)
    assert (response.status_code, whole[:2], times_recorded()) == (200, b"PK", 2)


def test_nobody_goes_on_with_the_pack_of_another_person(
    case: Shipment, auditor: User, officer: User
) -> None:
    first, _whole = fetched(case, auditor)
    fetched(case, officer, range="bytes=5-", if_range=first["ETag"])
    told = Event.objects.filter(verb="download_evidence").order_by("seq")
    assert [each.actor_id for each in told] == [auditor.pk, officer.pk]


def test_who_lost_the_right_goes_on_with_nothing(
    case: Shipment, auditor: User, exporter: User
) -> None:
    first, _whole = fetched(case, auditor)
    response, _page = fetched(case, exporter, range="bytes=5-", if_range=first["ETag"])
    assert response.status_code == 404


def test_a_pack_is_forgotten_an_hour_after_it_was_last_fetched(
    case: Shipment, auditor: User, tmp_path: Path
) -> None:
    fetched(case, auditor)
    (path,) = (tmp_path / "packs").iterdir()
    tasks.sweep()
    assert path.exists()
    old = path.stat().st_mtime - prepared.SECONDS - 1
    os.utime(path, (old, old))
    response, whole = fetched(case, auditor, range="bytes=5-")
    assert (response.status_code, whole[:2], times_recorded()) == (200, b"PK", 2)
    path = next((tmp_path / "packs").iterdir())
    os.utime(path, (old, old))
    tasks.sweep()
    assert list((tmp_path / "packs").iterdir()) == []


def test_a_pack_that_cannot_be_finished_leaves_nothing(
    case: Shipment, auditor: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(prepared, "write_evidence", full)
    with pytest.raises(OSError, match="space"):
        prepared.prepare([case], auditor)
    assert list((tmp_path / "packs").iterdir()) == []


def test_a_pack_that_fails_leaves_no_file_open(
    case: Shipment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs: list[Pack] = []

    def full(pack: Pack, *_given: Any) -> None:
        pack.add("README.txt", b"begun")
        packs.append(pack)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(evidence, "_add_case", full)
    with (tmp_path / "pack.zip").open("wb") as target, pytest.raises(OSError, match="space"):
        evidence.write_evidence([case], target)
    (pack,) = packs
    assert pack._archive.fp is None
    assert pack._marks.closed


def test_memory_does_not_grow_with_the_pack(tmp_path: Path) -> None:
    """A few files against many, each of 200 kB, whose marks alone are 25 kB."""
    few, many = (_peak_of(tmp_path, count) for count in (10, 40))
    assert many - few < 300_000


def _peak_of(folder: Path, count: int) -> int:
    stored = folder / "stored"
    stored.write_bytes(os.urandom(200_000))
    sha256 = hashlib.sha256(stored.read_bytes()).hexdigest()
    with (folder / "pack.zip").open("wb") as target:
        tracemalloc.start()
        pack = Pack(target)
        for number in range(count):
            pack.add_stored(f"papers/{number}.pdf", _Stored(stored), sha256, 200_000)
        pack.add_parts("events.jsonl", _lines(count * 1000))
        pack.close()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def _lines(count: int) -> Iterator[bytes]:
    return (b"%08d" % number * 100 for number in range(count))


class _Stored:
    """A stored file as fields of models hand it out."""

    def __init__(self, path: Path) -> None:
        self.name, self.storage = str(path), self

    def open(self, name: str) -> io.BufferedReader:
        return Path(name).open("rb")
