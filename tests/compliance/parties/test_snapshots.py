"""Snapshot files: made again when they cannot be trusted, removed when nobody needs them."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from compliance import clock
from compliance.audit.models import Event
from compliance.law.declaration import Party
from compliance.parties import snapshots
from compliance.parties.matching.snapshot import BadSnapshot
from compliance.parties.models import ListVersion
from compliance.parties.screening import hits_for
from compliance.parties.tasks import tidy_snapshots
from compliance.parties.versions import activate_version
from tests.compliance.parties.conftest import an_entry

CONTROL = "export_control_list"
BUYER = Party("consignee-1", "consignee", "Zephyr Quartz Manufacturing Co., Ltd.")


@pytest.fixture(autouse=True)
def nothing_loaded() -> None:
    snapshots._load.cache_clear()


def in_force(*names: str) -> ListVersion:
    entries = [an_entry(name) for name in names]
    about = {"source": "t", "sha256": "a" * 64, "as_of": clock.today()}
    return activate_version(CONTROL, entries, accepts_smaller=True, **about)


@pytest.fixture
def version(db: None) -> ListVersion:
    return in_force("Zephyr Quartz Manufacturing Co., Ltd.")


def is_found() -> bool:
    return any(hit.exact for hit in hits_for([BUYER], clock.today()))


@pytest.mark.parametrize("content", [b"", b"G49NAMES" + b"\0" * 100, b"another thing " * 100])
def test_a_snapshot_that_cannot_be_trusted_is_made_again_and_nobody_is_missed(
    version: ListVersion, content: bytes
) -> None:
    (path,) = snapshots.warm()
    whole = path.read_bytes()
    path.write_bytes(content)
    assert is_found()
    assert path.read_bytes() == whole


def test_a_worker_that_cannot_make_a_snapshot_again_does_not_go_on_without(
    version: ListVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = snapshots.warm()
    path.write_bytes(b"")

    def no_room(*about: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "_build", no_room)
    with pytest.raises(OSError, match="No space"):
        is_found()
    monkeypatch.setattr(snapshots, "_build", lambda pk, path: path.write_bytes(b"again nonsense"))
    with pytest.raises(BadSnapshot):
        is_found()


def test_a_snapshot_that_vanished_is_made_again(version: ListVersion) -> None:
    (path,) = snapshots.warm()
    path.unlink()
    assert is_found()
    assert path.exists()


def make_old(*paths: Path) -> None:
    then = time.time() - snapshots.KEPT_SECONDS - 60
    for path in paths:
        os.utime(path, (then, then))


def test_superseded_snapshots_go_after_a_day_and_come_back_when_asked_for(
    version: ListVersion,
) -> None:
    (old,) = snapshots.warm()
    in_force("Another Party")
    (new,) = snapshots.warm()
    leftovers = [new.with_name("half.index.partial"), new.with_name("x-names-0.index")]
    for path in leftovers:
        path.write_bytes(b"")
    tidy_snapshots()
    assert old.exists(), "somebody may be reading it"
    make_old(old, new, *leftovers)
    tidy_snapshots()
    assert new.exists()
    assert not any(path.exists() for path in (old, *leftovers))
    assert snapshots.index_of(version).search(BUYER.name_en)
    assert old.exists()


def test_opening_a_snapshot_keeps_it_another_day(version: ListVersion) -> None:
    (old,) = snapshots.warm()
    in_force("Another Party")
    make_old(old)
    snapshots.index_of(version)
    tidy_snapshots()
    assert old.exists()


def test_a_damaged_snapshot_is_told_in_the_event_log(version: ListVersion) -> None:
    (path,) = snapshots.warm()
    whole = bytearray(path.read_bytes())
    whole[-100] ^= 1
    path.write_bytes(whole)
    assert is_found()
    assert Event.objects.filter(verb="snapshot_rebuilt", detail__file=path.name).exists()
