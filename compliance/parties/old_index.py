"""Searching a list version with a name engine of an earlier version, from the archive."""

from functools import lru_cache
from typing import Any

from compliance.archive.models import BundleKind
from compliance.archive.running import Failed, OldProgram, old_names
from compliance.archive.shelf import is_archived
from compliance.parties.matching import Hit
from compliance.parties.models import ListedParty, ListVersion


def is_archived_engine(version: str) -> bool:
    """Whether the archive holds that version of the name engine."""
    return is_archived(BundleKind.NAMES, version)


class OldIndex:
    """The names of one list version as that engine finds them; it explains nothing."""

    def __init__(self, engine: str, version: ListVersion) -> None:
        self._engine = engine
        self._names = _names_of(version.pk)

    def search(self, name: str) -> tuple[Hit, ...]:
        """The best hits, as they were. Raises Failed."""
        return tuple(
            Hit(entry_id, listed, score, exact, tuple)
            for entry_id, listed, score, exact in self._ask(name)
        )

    def _ask(self, name: str) -> Any:
        program: OldProgram | None = old_names(self._engine, self._names)
        if program is None:
            raise Failed(f"no engine {self._engine}")
        return program.ask(name)


@lru_cache(maxsize=8)
def _names_of(version_pk: int) -> tuple[tuple[str, str], ...]:
    rows = ListedParty.objects.filter(version_id=version_pk).order_by("id")
    return tuple((key, name) for key, names in rows.values_list("key", "names") for name in names)
