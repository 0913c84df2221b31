"""Finding entries of the register: under which one a key of the flows stands, and which keys are
one and the same end user by what officers decided."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from shipments.models import FigureKind, RegisteredUser, UserFigure

DEEPEST = 20
"""How many merges may follow each other; a longer chain is read as far as that."""


def root_of(row: RegisteredUser) -> RegisteredUser:
    """The entry that stands for this one."""
    for _step in range(DEEPEST):
        if row.merged_into is None:
            return row
        row = row.merged_into
    return row


def entry_of(key: str) -> RegisteredUser | None:
    """The entry that stands for a key of the flows; None for one that is not registered."""
    row = RegisteredUser.objects.select_related("merged_into").filter(key=key).first()
    return root_of(row) if row else None


def members_of(row: RegisteredUser) -> list[RegisteredUser]:
    """The entry and all that are merged into it, itself first."""
    found, latest = [row], [row.pk]
    while latest and len(found) < DEEPEST * DEEPEST:
        more = list(RegisteredUser.objects.filter(merged_into__in=latest).order_by("id"))
        found += more
        latest = [each.pk for each in more]
    return found


def keys_of(key: str) -> list[str]:
    """All keys of the flows under which that end user receives metal, the main one first."""
    entry = entry_of(key)
    return [each.key for each in members_of(entry)] if entry else [key]


def main_keys() -> dict[str, str]:
    """For each merged entry's key the key that stands for it."""
    merged = RegisteredUser.objects.filter(merged_into__isnull=False)
    return {row.key: root_of(row).key for row in merged.select_related("merged_into")}


def capacities_of(keys: Iterable[str] | None = None) -> dict[str, dict[date, Decimal]]:
    """Capacity by evidence of each key (without keys, of all), by the day it is known from."""
    found: dict[str, dict[date, Decimal]] = {}
    rows = UserFigure.objects.filter(kind=FigureKind.CAPACITY)
    if keys is not None:
        rows = rows.filter(user__key__in=list(keys))
    for key, day, kg in rows.order_by("as_of", "id").values_list("user__key", "as_of", "kg"):
        found.setdefault(key, {})[day] = kg
    return found
