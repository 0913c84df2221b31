"""Keys that stay in a token (PKCS#11): opened with the PIN for one signature at a time."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.conf import settings
from pkcs11 import exceptions
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from shipments.paperwork.signing import place, refused_pin

REFUSALS = (
    exceptions.PinIncorrect,
    exceptions.PinInvalid,
    exceptions.PinLenRange,
    exceptions.PinLocked,
)


@contextmanager
def opened() -> Iterator[PKCS11Signer]:
    """The signer that GATE49_SIGNER names, for as long as the session lasts. Raises CannotSign
    where the token refused the PIN."""
    if refused_pin.was_refused():
        raise place.CannotSign("the token refused this PIN before: it is not tried again")
    told = dict(part.split("=", 1) for part in place.named()[len(place.SCHEME) :].split(";"))
    with closing(_session(told)) as session:
        # Hashed here: every token signs a hash, and few know ECDSA together with SHA-256.
        yield PKCS11Signer(
            session, cert_label=told["object"], other_certs_to_pull=None, use_raw_mechanism=True
        )


def _session(told: dict[str, str]) -> Any:
    pin = str(settings.PAPER_SIGNING["password"])
    criteria = TokenCriteria(label=told["token"])
    try:
        return open_pkcs11_session(told["module"], token_criteria=criteria, user_pin=pin)
    except REFUSALS as refusal:
        refused_pin.remember()
        raise place.CannotSign("the token refused the PIN") from refusal
