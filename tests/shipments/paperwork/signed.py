"""A signed paper, and what is done with one in tests."""

import io
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings as site
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from compliance.accounts.models import User
from shipments.models import Document
from shipments.moves import Status
from shipments.paperwork.actions import request_documents
from shipments.paperwork.signing import place
from shipments.paperwork.tasks import render
from tests.builders import a_shipment


def with_key(settings: Any, **told: str) -> None:
    settings.PAPER_SIGNING = {**settings.PAPER_SIGNING, **told}


def asked_for(exporter: User, kind: str = "release_notice") -> Document:
    shipment = a_shipment(exporter, Status.RELEASED)
    return request_documents(shipment, kinds=[kind], decision=None)[0]


def made(document: Document) -> Document:
    render(document.pk)
    document.refresh_from_db()
    return document


def on_disk(document: Document) -> Path:
    return Path(site.MEDIA_ROOT) / str(document.file)


def judged(content: bytes) -> Any:
    """What pyHanko says, trusting the authority alone."""
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    root = place.certificates()[0].public_bytes(Encoding.DER)
    trusted = ValidationContext(trust_roots=[asn1.Certificate.load(root)])
    return validate_pdf_signature(signature, trusted)
