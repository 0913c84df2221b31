"""Searching a list version with a name engine of an earlier version, from the archive."""

from collections.abc import Collection
from functools import lru_cache

from compliance.archive.models import BundleKind
from compliance.archive.running import Failed, old_names
from compliance.archive.shelf import is_archived
from compliance.parties.evidence import RELATIONS
from compliance.parties.matching import Hit
from compliance.parties.matching.kinds import told_kind
from compliance.parties.matching.values import Relation
from compliance.parties.models import ListedParty, ListVersion

_WEIGHED: tuple[tuple[int, Collection[Relation]], ...] = (
    (6, RELATIONS), (3, ("country", "number", "address")),
)  # fmt: skip
"""From which version of the engine on what is weighed."""


def is_archived_engine(version: str) -> bool:
    """Whether the archive holds that version of the name engine."""
    return is_archived(BundleKind.NAMES, version)


def weighed_by(version: str) -> Collection[Relation]:
    """What that version of the name engine weighs beside names."""
    number = int(version.rpartition("-")[2])
    return next((told for since, told in _WEIGHED if number >= since), ())


class OldIndex:
    """The names of one list version as that engine finds them; it explains nothing."""

    def __init__(self, engine: str, version: ListVersion) -> None:
        self._engine = engine
        self._knows_kinds = bool(weighed_by(engine))
        self._names = _names_of(version.pk, told=self._knows_kinds)

    def search(self, name: str, *, limit: int | None, floor: float, kind: str) -> tuple[Hit, ...]:
        """The best hits, as they were; the oldest engines know neither kind nor floor. Raises
        Failed."""
        program = old_names(self._engine, self._names)
        if program is None:
            raise Failed(f"no engine {self._engine}")
        how = {"limit": limit, "floor": floor, "kind": kind} if self._knows_kinds else {}
        return tuple(
            Hit(entry_id, listed, score, exact, tuple)
            for entry_id, listed, score, exact in program.ask([name, how])
        )


@lru_cache(maxsize=8)
def _names_of(version_pk: int, *, told: bool) -> tuple[tuple[str, ...], ...]:
    """Each name with its entry, and with the kind of party where the engine asks for it."""
    rows = ListedParty.objects.filter(version_id=version_pk).order_by("id")
    return tuple(
        (key, name, told_kind(kind)) if told else (key, name)
        for key, kind, names in rows.values_list("key", "kind", "names")
        for name in names
    )
