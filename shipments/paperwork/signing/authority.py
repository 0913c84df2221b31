"""An authority of the installation's own, made at the first start, and the keys it vouches for."""

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    load_pkcs12,
    serialize_key_and_certificates,
)
from cryptography.x509.oid import NameOID, ObjectIdentifier
from django.conf import settings

from compliance import clock
from shipments.paperwork.signing import place

AUTHORITY_YEARS, SIGNER_YEARS = 20, 2
YEAR, DAY = timedelta(days=365), timedelta(days=1)
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
Made = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]
USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def new_key(*, is_first: bool = False) -> x509.Certificate:
    """Let a new key of the own authority sign from now on; its certificate. Of two processes that
    make the first one at once, one wins."""
    key, issuer = _authority()
    made = _certify("papers", clock.now(), SIGNER_YEARS, by=(key, issuer))
    place.remember([issuer, made[1]])
    _keep(place.own("papers.p12"), made, [issuer], is_first=is_first)
    return made[1]


def revoked_list(key: ec.EllipticCurvePrivateKey, issuer: x509.Certificate) -> bytes:
    """An empty one in DER, for signatures that carry what a reader needs years later."""
    now = clock.now()
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.subject)
    builder = builder.last_update(now - DAY).next_update(issuer.not_valid_after_utc)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def _authority() -> Made:
    path = place.own("papers-ca.p12")
    if not path.exists():
        key, certificate = _certify("papers CA", clock.now(), AUTHORITY_YEARS, by=None)
        _keep(path, (key, certificate), [], is_first=True)
    bundle = load_pkcs12(path.read_bytes(), place.password())
    if bundle.cert is None or not isinstance(bundle.key, ec.EllipticCurvePrivateKey):
        raise place.CannotSign(f"{path} holds no key with its certificate")
    crl = place.own("papers-ca.crl")
    if not crl.exists():
        crl.write_bytes(revoked_list(bundle.key, bundle.cert.certificate))
    return bundle.key, bundle.cert.certificate


def _certify(role: str, now: datetime, years: int, *, by: Made | None) -> Made:
    key = ec.generate_private_key(ec.SECP256R1())
    host = settings.SITE_URL.partition("://")[2]
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Gate 49"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Gate 49 {role} ({host})"[:64]),
        ]
    )
    issuer = by[1].subject if by else name
    uses = ("key_cert_sign", "crl_sign") if by is None else USES[:2]
    builder = (
        x509.CertificateBuilder(issuer, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + YEAR * years)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    signer = by[0] if by else key
    known = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    builder = builder.add_extension(known, critical=False)
    if by:
        builder = builder.add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
    return key, builder.sign(signer, hashes.SHA256())


def _keep(path: Path, made: Made, chain: Iterable[x509.Certificate], *, is_first: bool) -> None:
    """Whole or not at all, readable by nobody else."""
    secret = place.password()
    encryption = BestAvailableEncryption(secret) if secret else NoEncryption()
    content = serialize_key_and_certificates(b"papers", *made, list(chain), encryption)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    try:
        os.link(draft, path) if is_first else draft.rename(path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
