"""Documents in a folder of this machine, or of one mounted here."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from compliance.document_store.away import told_as_away

UNFINISHED = ".part"


class UploadFolder(FileSystemStorage):
    """Django's folder, whose disk's refusals are StoreAway. Nothing is ever overwritten."""

    def _open(self, name: str, mode: str = "rb") -> File:
        with told_as_away(name):
            return super()._open(name, mode)  # type: ignore[misc]

    def _save(self, name: str, content: Any) -> str:
        with told_as_away(name):
            return super()._save(name, content)  # type: ignore[misc]

    def delete(self, name: str) -> None:
        """A file that is gone already is no fault. Raises StoreAway."""
        with told_as_away(name):
            super().delete(name)

    def fault(self) -> str:
        """Why nothing can be kept here now, "" where it can."""
        folder = _existing(Path(self.location))
        is_open = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
        return "" if is_open else f"{self.location} cannot be written to"


class PaperFolder(UploadFolder):
    """Files named by their content: written whole or not at all, again where they are there."""

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        with told_as_away(name):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write_whole(path, content)
        return name

    def _write_whole(self, path: Path, content: Any) -> None:
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=UNFINISHED, delete=False) as part:
            try:
                for chunk in content.chunks():
                    part.write(chunk)
                part.flush()
                os.fsync(part.fileno())
                os.fchmod(part.fileno(), self.file_permissions_mode or 0o600)
                Path(part.name).replace(path)
            except OSError:
                Path(part.name).unlink(missing_ok=True)
                raise


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
