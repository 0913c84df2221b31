"""The signature itself: PAdES B-B, B-LT where a time-stamp service is named.

It is an addition to the file: the rendered bytes stay in front of it, every one of them.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator import ValidationContext

from compliance import clock
from shipments.paperwork.signing import authority, place, tokens
from shipments.paperwork.signing.place import CannotSign, Signed

FIELD = "Signature"
TOLD = "Gate 49 电子签章 Electronic signature of Gate 49"
# PDF/UA wants untagged widgets off the page, PDF/A forbids to hide them.
UNSEEN = InvisSigSettings(box_out_of_bounds=True)


class _Writer(IncrementalPdfFileWriter):
    """Leaves title and XMP alone: pyHanko writes them anew, without the marks of PDF/A."""

    def _update_meta(self) -> None:
        return


def sign(content: bytes, *, is_first: bool) -> Signed:
    """The signature over a rendered paper. `is_first` says that nothing was ever signed here, so a
    key may be made. Raises CannotSign."""
    try:
        return _sign(content, is_first=is_first)
    except CannotSign:
        raise
    except Exception as error:  # whatever the key, the token or the time-stamp service says
        raise CannotSign(f"{type(error).__name__}: {error}") from error


def _sign(content: bytes, *, is_first: bool) -> Signed:
    with _opened(is_first=is_first) as signer:
        certificate = _checked(signer)
        timestamper = _timestamper()
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            **(_long_term(signer) if timestamper else {}),
        )
        field = SigFieldSpec(FIELD, readable_field_name=TOLD, invis_sig_settings=UNSEEN)
        pdf = PdfSigner(metadata, signer=signer, timestamper=timestamper, new_field_spec=field)
        signed = pdf.sign_pdf(_Writer(io.BytesIO(content))).getvalue()
    if not signed.startswith(content):
        raise CannotSign("the signature changed what was rendered")
    return Signed(
        hashlib.sha256(content).hexdigest(),
        signed[len(content) :],
        place.fingerprint(certificate),
        bool(timestamper),
    )


def _checked(signer: Signer) -> x509.Certificate:
    """The signer's certificate, valid now and remembered with its chain."""
    if signer.signing_cert is None:
        raise CannotSign("the key has no certificate")
    certificate = x509.load_der_x509_certificate(signer.signing_cert.dump())
    if not place.is_valid(certificate, clock.now()):
        raise CannotSign(f"the certificate ended on {certificate.not_valid_after_utc:%Y-%m-%d}")
    chain = [x509.load_der_x509_certificate(each.dump()) for each in signer.cert_registry]
    # A token tells all it holds, other signers too: those are remembered when they sign.
    place.remember([*(each for each in chain if place.is_authority(each)), certificate])
    return certificate


@contextmanager
def _opened(*, is_first: bool) -> Iterator[Signer]:
    """The signer, for as long as its token's session lasts."""
    if place.is_token():
        with tokens.opened() as signer:
            yield signer
        return
    if not place.key_file().exists():
        _make_key(is_first=is_first)
    found = SimpleSigner.load_pkcs12(str(place.key_file()), passphrase=place.password())
    if found is None:
        raise CannotSign(f"{place.key_file()} cannot be read")
    yield found


def _make_key(*, is_first: bool) -> None:
    """The first one only: another in its place would pass for it."""
    if place.named() or not is_first:
        raise CannotSign(f"{place.key_file()} is missing")
    authority.new_key(is_first=True)


def _timestamper() -> TimeStamper | None:
    url = settings.PAPER_SIGNING["timestamps"]
    return HTTPTimeStamper(url, timeout=20) if url else None


def _long_term(signer: Signer) -> dict[str, Any]:
    """With the signature goes what proves later that the certificates were good."""
    crl, roots = place.own("papers-ca.crl"), settings.PAPER_SIGNING["roots"]
    named = x509.load_pem_x509_certificates(Path(roots).read_bytes()) if roots else []
    trusted = [asn1.Certificate.load(each.public_bytes(Encoding.DER)) for each in named]
    if not place.named():
        trusted += [each for each in signer.cert_registry if each.ca]
    context = ValidationContext(
        trust_roots=trusted,
        other_certs=list(signer.cert_registry),
        crls=[crl.read_bytes()] if crl.exists() and not place.named() else [],
        allow_fetching=True,
    )
    return {"embed_validation_info": True, "validation_context": context}
