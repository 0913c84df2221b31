"""A paper that many tests of signatures begin with."""

from pathlib import Path
from typing import Any

import pytest

from compliance.accounts.models import User
from shipments.models import Document
from tests.shipments.paperwork.signed import asked_for, made
from tests.worlds import made_once


@pytest.fixture
@made_once
def signed_paper(signing: Any, exporter: User, tmp_path: Path) -> Document:
    """A release notice, rendered and signed."""
    return made(asked_for(exporter))
