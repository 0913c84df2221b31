"""Keys that stay in a token (PKCS#11): opened with the PIN for one signature at a time.

A token locks itself for good after a few wrong PINs, and papers that wait are tried every few
seconds: so a PIN that it refused is not given to it again until another one is set, or for a day.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.conf import settings
from django.core.cache import cache
from pkcs11 import exceptions
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from shipments.paperwork.signing import place

REFUSALS = (
    exceptions.PinIncorrect,
    exceptions.PinInvalid,
    exceptions.PinLenRange,
    exceptions.PinLocked,
)
REMEMBERED_SECONDS = 24 * 60 * 60


@contextmanager
def opened() -> Iterator[PKCS11Signer]:
    """The signer that GATE49_SIGNER names, for as long as the session lasts. Raises CannotSign
    where the token refused the PIN."""
    if has_refused():
        raise place.CannotSign("the token refused this PIN before: it is not tried again")
    told = dict(part.split("=", 1) for part in place.named()[len(place.SCHEME) :].split(";"))
    with closing(_session(told)) as session:
        # Hashed here: every token signs a hash, and few know ECDSA together with SHA-256.
        yield PKCS11Signer(
            session, cert_label=told["object"], other_certs_to_pull=None, use_raw_mechanism=True
        )


def has_refused() -> bool:
    """Whether the token was given this PIN and refused it."""
    return bool(cache.get(_mark()))


def _session(told: dict[str, str]) -> Any:
    pin = str(settings.PAPER_SIGNING["password"])
    criteria = TokenCriteria(label=told["token"])
    try:
        return open_pkcs11_session(told["module"], token_criteria=criteria, user_pin=pin)
    except REFUSALS as refusal:
        cache.set(_mark(), True, REMEMBERED_SECONDS)
        raise place.CannotSign("the token refused the PIN") from refusal


def _mark() -> str:
    """Tells token and PIN apart without telling the PIN."""
    told = f"{place.named()} {settings.PAPER_SIGNING['password']} {settings.SECRET_KEY}"
    return f"refused-pin:{hashlib.sha256(told.encode()).hexdigest()}"
