"""How often one token may ask, and one person with all tokens, counted in Redis by the minute;
without it nobody is refused."""

import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

MINUTE = 60
TOKENS_AT_WORK = 3  # so many programs of one person may ask as often as they can


class TokenRate(BaseThrottle):
    """At most settings.API_REQUESTS_PER_MINUTE a minute for one token, thrice that for a person,
    who may make tokens and give them back; 429 with Retry-After."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the request; strangers are the sign-in limits' affair."""
        person = request.user.pk
        if person is None:
            return True
        minute, most = int(time.time() // MINUTE), settings.API_REQUESTS_PER_MINUTE
        token = getattr(request.auth, "pk", "none")
        by_person = _count(f"api:{person}:{minute}")
        by_token = _count(f"api:{person}:{token}:{minute}")
        return by_token <= most and by_person <= TOKENS_AT_WORK * most

    def wait(self) -> float:
        """Seconds until the next minute."""
        return MINUTE - time.time() % MINUTE


def _count(key: str) -> int:
    if cache.add(key, 1, timeout=2 * MINUTE):
        return 1
    with suppress(ValueError):  # Redis went away between the two calls
        return cache.incr(key)
    return 1
