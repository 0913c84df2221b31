"""Each test of the log keeps its heads in a file of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def anchors(tmp_path: Path, settings: Any) -> Path:
    """The file of heads, which is not there yet."""
    settings.AUDIT_ANCHORS = tmp_path / "elsewhere" / "heads"
    path: Path = settings.AUDIT_ANCHORS
    return path
