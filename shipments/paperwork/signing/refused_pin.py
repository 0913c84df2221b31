"""Which PIN a token refused.

A token locks itself for good after a few wrong PINs, and papers that wait are tried every few
seconds: so a PIN that it refused is not given to it again until another one is set, or for a day.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache

from shipments.paperwork.signing import place

REMEMBERED_SECONDS = 24 * 60 * 60


def was_refused() -> bool:
    """Whether the token was given this PIN and refused it."""
    return bool(cache.get(_mark()))


def remember() -> None:
    """It has just refused it."""
    cache.set(_mark(), True, REMEMBERED_SECONDS)


def _mark() -> str:
    """Tells token and PIN apart without telling the PIN."""
    told = f"{place.named()} {settings.PAPER_SIGNING['password']} {settings.SECRET_KEY}"
    return f"refused-pin:{hashlib.sha256(told.encode()).hexdigest()}"
