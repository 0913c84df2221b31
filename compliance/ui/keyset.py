"""Pages by key: the next page begins after the last row, so depth costs nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Any

from django.db.models import F, Model, Q, QuerySet

SEPARATOR = "~"


@dataclass(frozen=True)
class Key:
    """One column of the order; the last key of an order must be unique."""

    name: str
    descending: bool = False


@dataclass(frozen=True)
class KeysetPage:
    """Rows of one page. `next_cursor` is "" on the last page."""

    rows: list[Any]
    next_cursor: str
    is_first: bool


def keyset_page(
    rows: QuerySet[Any], keys: Sequence[Key], cursor: str, size: int = 50
) -> KeysetPage:
    """The page after the cursor, in the order of the keys. A cursor that is not one is ignored."""
    values = _values(rows.model, keys, cursor)
    chosen = rows.filter(_after(keys, values)) if values else rows
    order = [F(key.name).desc() if key.descending else F(key.name).asc() for key in keys]
    found = list(chosen.order_by(*order)[: size + 1])
    has_more = len(found) > size
    next_cursor = _cursor(found[size - 1], keys) if has_more else ""
    return KeysetPage(found[:size], next_cursor, not values)


def _cursor(row: Model, keys: Sequence[Key]) -> str:
    values = (getattr(row, key.name) for key in keys)
    return SEPARATOR.join(
        value.isoformat() if isinstance(value, date) else str(value) for value in values
    )


def _values(model: type[Model], keys: Sequence[Key], cursor: str) -> list[Any]:
    parts = cursor.split(SEPARATOR)
    if len(parts) != len(keys):
        return []
    fields = [model._meta.get_field(key.name) for key in keys]
    try:
        return [_parsed(field, part) for field, part in zip(fields, parts, strict=True)]
    except ValueError:
        return []


def _parsed(field: Any, part: str) -> Any:
    kind = field.get_internal_type()
    if kind == "DateTimeField":
        moment = datetime.fromisoformat(part)
        if moment.tzinfo is None or not MINYEAR < moment.year < MAXYEAR:
            raise ValueError("no moment that was shown")
        return moment
    return date.fromisoformat(part) if kind == "DateField" else int(part)


def _after(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """(a, b, c) beyond (x, y, z), spelled out because directions may differ."""
    beyond, equal = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        step = Q(**{f"{key.name}__{'lt' if key.descending else 'gt'}": value})
        beyond |= equal & step
        equal &= Q(**{key.name: value})
    first, start = keys[0], values[0]
    bound = Q(**{f"{first.name}__{'lte' if first.descending else 'gte'}": start})
    return bound & beyond
