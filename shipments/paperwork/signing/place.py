"""Where the key that signs papers lies, and the certificates of all keys there ever were.

In the folder GATE49_KEYS, outside the database and its backups: `papers.p12` (secret), and where
this installation is its own authority `papers-ca.p12` (secret) and `papers-ca.crl`; `papers.pem`
holds every certificate, the oldest first. GATE49_SIGNER names another PKCS#12 file, or a token as
`pkcs11:module=/path/to/module.so;token=LABEL;object=LABEL`.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from django.conf import settings

SCHEME = "pkcs11:"


class CannotSign(Exception):
    """No key, no valid certificate or no time-stamp: nothing is issued until there is one."""


@dataclass(frozen=True)
class Signed:
    """What was signed, and the signature: `addition` follows the rendered bytes in the file,
    `certificate` is the SHA-256 of the signer's."""

    rendered_sha256: str
    addition: bytes
    certificate: str
    has_timestamp: bool


def is_on() -> bool:
    """Whether papers are signed."""
    return bool(settings.PAPER_SIGNING["on"])


def named() -> str:
    """What GATE49_SIGNER says; "" for the key in the folder."""
    return str(settings.PAPER_SIGNING["key"])


def is_token() -> bool:
    """Whether the key is in a token."""
    return named().startswith(SCHEME)


def password() -> bytes | None:
    """Of the PKCS#12 file."""
    return str(settings.PAPER_SIGNING["password"]).encode() or None


def key_file() -> Path:
    """The PKCS#12 file."""
    return Path(named()) if named() else own("papers.p12")


def own(name: str) -> Path:
    """A file of the installation's own authority."""
    return Path(settings.KEYS) / name


def certificates() -> list[x509.Certificate]:
    """Those of all keys there ever were, authorities among them, the oldest first."""
    try:
        return x509.load_pem_x509_certificates(own("papers.pem").read_bytes())
    except FileNotFoundError:
        return []


def remember(found: list[x509.Certificate]) -> None:
    """Add those that are new to the file of all."""
    known = certificates()
    fresh = [each for each in dict.fromkeys(found) if each not in known]
    if fresh:
        own("papers.pem").parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with own("papers.pem").open("ab") as file:
            file.write(b"".join(each.public_bytes(Encoding.PEM) for each in fresh))


def fingerprint(certificate: x509.Certificate) -> str:
    """Its SHA-256, as the log and the signatures' table name it."""
    return certificate.fingerprint(SHA256()).hex()


def certificate_now() -> x509.Certificate | None:
    """Of the key that signs now; None where there is none yet, or a token has not signed yet."""
    if is_token():
        return next((each for each in reversed(certificates()) if not is_authority(each)), None)
    try:
        bundle = load_pkcs12(key_file().read_bytes(), password())
    except FileNotFoundError:
        return None
    return bundle.cert.certificate if bundle.cert else None


def is_valid(certificate: x509.Certificate, now: datetime) -> bool:
    """Whether it may be signed with."""
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether it vouches for others."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return bool(found.value.ca)
