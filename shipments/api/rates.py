"""How often one token may ask, counted in Redis by the minute; without it nobody is refused."""

import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

MINUTE = 60


class TokenRate(BaseThrottle):
    """At most settings.API_REQUESTS_PER_MINUTE a minute for one token; 429 with Retry-After."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the request; strangers are the sign-in limits' affair."""
        token = getattr(request.auth, "pk", None) or request.user.pk
        if token is None:
            return True
        minute = int(time.time() // MINUTE)
        return _count(f"api:{token}:{minute}") <= settings.API_REQUESTS_PER_MINUTE

    def wait(self) -> float:
        """Seconds until the next minute."""
        return MINUTE - time.time() % MINUTE


def _count(key: str) -> int:
    if cache.add(key, 1, timeout=2 * MINUTE):
        return 1
    with suppress(ValueError):  # Redis went away between the two calls
        return cache.incr(key)
    return 1
