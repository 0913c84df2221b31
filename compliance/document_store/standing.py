"""Whether documents can be kept and read now."""

from typing import Any

from django.core.files.storage import storages


def fault_of_store() -> str:
    """For alarms and watchmen: "" or why documents can be neither kept nor read."""
    store: Any = storages["papers"]
    return str(store.fault())
