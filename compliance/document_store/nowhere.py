"""The store behind an address that is none: `manage.py check` refuses it, and where nobody asked,
nothing is kept in a place that nobody named."""

from typing import Any

from django.core.files.storage import Storage

from compliance.document_store.away import StoreAway


class Nowhere(Storage):
    """Keeps and finds nothing, and says why."""

    def __init__(self, why: str) -> None:
        self._fault = f"GATE49_DOCUMENTS: {why}"

    def fault(self) -> str:
        """Why nothing can be kept."""
        return self._fault

    def _refuse(self, *_args: Any, **_options: Any) -> Any:
        raise StoreAway(self._fault)

    _open = _save = delete = exists = listdir = size = _refuse
