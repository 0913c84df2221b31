"""Nightly looks at what is kept go round: each night the next so many rows behind those of the
night before, so that no night grows with the archive and every row has its turn."""

from random import SystemRandom
from typing import Any

from django.core.cache import cache
from django.db.models import Manager

KEPT_SECONDS = 60 * 24 * 3600


def next_keys(name: str, rows: Manager[Any], count: int) -> list[int]:
    """Keys of the next rows in the round of that name, at most so many. Where the last night ended
    is kept in the cache: where that is lost, the round goes on at a row chosen at random."""
    ended: int | None = cache.get(f"round:{name}")
    after = _anywhere(rows) if ended is None else ended
    keys = rows.order_by("pk").values_list("pk", flat=True)
    found = list(keys.filter(pk__gt=after)[:count])
    if len(found) < count:  # the round begins anew
        found += keys.filter(pk__lte=after)[: count - len(found)]
    if found:
        cache.set(f"round:{name}", found[-1], KEPT_SECONDS)
    return found


def _anywhere(rows: Manager[Any]) -> int:
    newest = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    return SystemRandom().randint(0, newest)
