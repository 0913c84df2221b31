"""A disk that is nearly full is told, whichever of the folders in use lies on it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from compliance.document_store.address import storages_at
from shipments.alarms import alarms

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("full", "is_told"), [("documents", True), ("media", True), ("", False)])
def test_it_is_told_where_documents_or_packs_lie(
    full: str, is_told: bool, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("documents", "media"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES, **storages_at(str(tmp_path / "documents"))}
    monkeypatch.setattr(
        "shutil.disk_usage", lambda folder: SimpleNamespace(free=1 if folder.name == full else 1e12)
    )
    assert ("disk" in {each.name for each in alarms()}) is is_told
