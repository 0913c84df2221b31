"""Finding entries of the register: under which one a key of the flows stands, and which keys are
one and the same end user by what officers decided."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models.expressions import RawSQL

from shipments.models import FigureKind, RegisteredUser, UserFigure

DEEPEST = 20
"""How many merges may follow each other; a longer chain is read as far as that."""
FAMILY = """
WITH RECURSIVE up AS (
    SELECT id, merged_into_id, 0 AS steps FROM shipments_registereduser WHERE key = %s
    UNION ALL
    SELECT above.id, above.merged_into_id, steps + 1
    FROM shipments_registereduser AS above JOIN up ON above.id = up.merged_into_id
    WHERE steps < %s
), family AS (
    (SELECT id, 0 AS steps FROM up ORDER BY up.steps DESC LIMIT 1)
    UNION ALL
    SELECT below.id, steps + 1
    FROM shipments_registereduser AS below JOIN family ON below.merged_into_id = family.id
    WHERE steps < %s
)
SELECT one.{column} FROM family JOIN shipments_registereduser AS one USING (id) ORDER BY steps, id
"""


def root_of(row: RegisteredUser) -> RegisteredUser:
    """The entry that stands for this one."""
    for _step in range(DEEPEST):
        if row.merged_into is None:
            return row
        row = row.merged_into
    return row


def family_of(key: str) -> list[RegisteredUser]:
    """The entry that stands for a key of the flows, then all that are merged into it; nothing for
    a key that is not registered. One query, however many merges follow each other."""
    return list(RegisteredUser.objects.raw(FAMILY.format(column="*"), _of(key)))


def family_keys(key: str) -> RawSQL:
    """The keys of family_of, as a part of another query; none for a key that is not registered."""
    return RawSQL(FAMILY.format(column="key"), _of(key))  # noqa: S611 - the key is a parameter


def keys_of(key: str) -> list[str]:
    """All keys of the flows under which that end user receives metal, the main one first."""
    return [each.key for each in family_of(key)] or [key]


def all_keys_of(mains: Iterable[str]) -> list[str]:
    """The same for several end users that nobody is merged into another; one query."""
    wanted = set(mains)
    return sorted(wanted | {key for key, main in main_keys().items() if main in wanted})


def main_keys() -> dict[str, str]:
    """For each merged entry's key the key that stands for it."""
    merged = RegisteredUser.objects.filter(merged_into__isnull=False)
    columns = ("pk", "key", "merged_into_id", "merged_into__key")
    above = {pk: (key, into, main) for pk, key, into, main in merged.values_list(*columns)}
    return {key: _main(above, into, main) for key, into, main in above.values()}


def _main(above: dict[int, tuple[str, int, str]], pk: int, key: str) -> str:
    for _step in range(DEEPEST):
        if pk not in above:
            return key
        _own, pk, key = above[pk]
    return key


def capacities_of(keys: Iterable[str] | None = None) -> dict[str, dict[date, Decimal]]:
    """Capacity by evidence of each key (without keys, of all), by the day it is known from."""
    found: dict[str, dict[date, Decimal]] = {}
    rows = UserFigure.objects.filter(kind=FigureKind.CAPACITY)
    if keys is not None:
        rows = rows.filter(user__key__in=list(keys))
    for key, day, kg in rows.order_by("as_of", "id").values_list("user__key", "as_of", "kg"):
        found.setdefault(key, {})[day] = kg
    return found


def _of(key: str) -> tuple[str, int, int]:
    """What FAMILY asks for, in its order."""
    return key, DEEPEST, DEEPEST
