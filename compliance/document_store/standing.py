"""Whether documents can be kept and read now."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages


def fault_of_store() -> str:
    """For alarms and watchmen: "" or why documents can be neither kept nor read."""
    store: Any = storages["papers"]
    return str(store.fault())


def folders_in_use() -> set[Path]:
    """Where files of documents are written on this machine: uploads and papers where no bucket has
    them, and evidence packs in the making, which always lie in GATE49_MEDIA."""
    store = storages["papers"]
    own = {Path(store.location)} if isinstance(store, FileSystemStorage) else set()
    return {Path(settings.MEDIA_ROOT), *own}
