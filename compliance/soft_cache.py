"""A cache that is never missed: without Redis nothing is found, nothing is kept, nobody waits long.

Rate limits then let through and a second click may not be recognised; no page and no write fails.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
QUIET_SECONDS = 5.0  # after a failure Redis is not asked again for so long


def _softly(name: str, otherwise: Callable[..., Any]) -> Callable[..., Any]:
    asked = getattr(RedisCache, name)

    @wraps(asked)
    def ask(self: "SoftRedisCache", *args: Any, **options: Any) -> Any:
        if time.monotonic() < self.away_until:
            return otherwise(*args, **options)
        try:
            return asked(self, *args, **options)
        except (RedisError, OSError) as error:
            type(self).away_until = time.monotonic() + QUIET_SECONDS
            logger.warning("Redis does not answer, going on without: %s", error)
            return otherwise(*args, **options)

    return ask


def _default(key: str, default: Any = None, version: int | None = None) -> Any:
    return default


def _no_count(key: str, *_args: Any, **_options: Any) -> int:
    """What counting a key that is not there does."""
    raise ValueError(f"Key '{key}' not found.")


class SoftRedisCache(RedisCache):
    """Django's Redis cache, which takes Redis's absence for an empty cache."""

    away_until = 0.0

    get = _softly("get", _default)
    get_many = _softly("get_many", lambda keys, version=None: {})
    has_key = _softly("has_key", lambda *_args, **_options: False)
    add = _softly("add", lambda *_args, **_options: True)
    set = _softly("set", lambda *_args, **_options: None)
    set_many = _softly("set_many", lambda *_args, **_options: [])
    touch = _softly("touch", lambda *_args, **_options: False)
    delete = _softly("delete", lambda *_args, **_options: False)
    delete_many = _softly("delete_many", lambda *_args, **_options: None)
    incr = _softly("incr", _no_count)
    clear = _softly("clear", lambda *_args, **_options: False)
