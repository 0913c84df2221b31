"""Signing is off in most tests; these turn it on, with an empty folder for keys."""

from pathlib import Path
from typing import Any

import pytest

from compliance.accounts.models import User
from shipments.models import Document
from tests.shipments.paperwork.signed import asked_for, made
from tests.worlds import made_once


@pytest.fixture
def signing(settings: Any, tmp_path: Path) -> Any:
    """The settings, to be changed further."""
    settings.MEDIA_ROOT, settings.KEYS = tmp_path, tmp_path / "keys"
    settings.PAPER_SIGNING = {**settings.PAPER_SIGNING, "on": True}
    return settings


@pytest.fixture
@made_once
def signed_paper(signing: Any, exporter: User, tmp_path: Path) -> Document:
    """A release notice, rendered and signed."""
    return made(asked_for(exporter))
