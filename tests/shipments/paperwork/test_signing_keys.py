"""The keys that sign papers: made once, told of in time, replaced, bought, with a time-stamp."""

import io
from datetime import timedelta
from typing import Any

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    load_pkcs12,
    serialize_key_and_certificates,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.alarms import alarms
from shipments.models import Document, DocumentState
from shipments.paperwork.signing import authority, pades, place, standing
from tests.shipments.paperwork.signed import asked_for, judged, made, on_disk, with_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signing")]


def test_without_the_key_nothing_is_issued_and_the_paper_waits(
    signed_paper: Document, exporter: User
) -> None:
    place.key_file().unlink()
    second = made(asked_for(exporter))
    assert second.state == DocumentState.QUEUED
    assert not second.file
    assert not place.key_file().exists(), "another key in its place would pass for it"
    assert {alarm.name for alarm in alarms()} >= {"paper_key", "signing"}
    authority.new_key()
    assert made(second).state == DocumentState.READY
    assert not {alarm.name for alarm in alarms()} & {"paper_key", "signing"}


def test_a_key_that_is_named_is_never_made(signing: Any, exporter: User) -> None:
    with_key(signing, key=str(signing.KEYS / "named.p12"))
    assert made(asked_for(exporter)).state == DocumentState.QUEUED
    assert not (signing.KEYS / "named.p12").exists()


@pytest.mark.parametrize("days", [731, -3])
def test_a_certificate_that_is_not_valid_signs_nothing(
    signed_paper: Document, exporter: User, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: day)
    with pytest.raises(place.CannotSign, match="certificate"):
        pades.sign(b"%PDF-1.7", is_first=False)
    assert "not valid" in _in_english(standing.fault_of_key)


def test_the_end_of_the_certificate_is_told_thirty_days_ahead(
    signed_paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert standing.fault_of_key() == ""
    day = clock.now() + timedelta(days=701)
    monkeypatch.setattr(clock, "now", lambda: day)
    assert "rotate the key" in _in_english(standing.fault_of_key)
    assert standing.days_left() == pytest.approx(29, abs=0.1)


def test_a_new_key_signs_from_now_on_and_the_old_papers_stay_good(
    signed_paper: Document, exporter: User
) -> None:
    old = signed_paper.signature.certificate
    call_command("rotate_paper_key")
    second = made(asked_for(exporter))
    assert second.signature.certificate != old
    assert judged(on_disk(second).read_bytes()).bottom_line
    assert judged(on_disk(signed_paper).read_bytes()).bottom_line
    detail = Event.objects.get(verb="rotate_paper_key").detail
    assert detail == {"old": old, "new": second.signature.certificate}
    answer = Client().get(reverse("paperwork:verify"), {"sha256": signed_paper.sha256})
    assert signed_paper.shipment.reference in answer.content.decode()


def test_a_key_that_is_named_is_not_rotated_here(signing: Any) -> None:
    with_key(signing, key="/nowhere.p12")
    with pytest.raises(CommandError, match="GATE49_SIGNER"):
        call_command("rotate_paper_key")


def test_a_file_with_a_password_signs(signing: Any, exporter: User) -> None:
    authority.new_key(is_first=True)
    own = load_pkcs12(place.key_file().read_bytes(), None)
    assert own.cert
    content = serialize_key_and_certificates(
        b"x",
        own.key,  # type: ignore[arg-type]
        own.cert.certificate,
        [each.certificate for each in own.additional_certs],
        BestAvailableEncryption(b"secret"),
    )
    (signing.KEYS / "bought.p12").write_bytes(content)
    with_key(signing, key=str(signing.KEYS / "bought.p12"), password="secret")
    assert made(asked_for(exporter)).state == DocumentState.READY
    with_key(signing, password="wrong")
    assert made(asked_for(exporter)).state == DocumentState.QUEUED
    assert standing.fault_of_key()


def test_with_a_time_stamp_service_the_signature_is_b_lt(
    signing: Any, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = a_time_stamper()
    service = DummyTimeStamper(
        asn1.Certificate.load(certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(
            key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
    )
    monkeypatch.setattr(pades, "_timestamper", lambda: service)
    authority.new_key(is_first=True)
    (signing.KEYS / "roots.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    with_key(signing, roots=str(signing.KEYS / "roots.pem"))
    document = made(asked_for(exporter))
    assert document.state == DocumentState.READY, document.error
    assert document.signature.has_timestamp
    reader = PdfFileReader(io.BytesIO(on_disk(document).read_bytes()))
    dss = reader.root["/DSS"]
    assert len(dss["/Certs"]) >= 2
    assert len(dss["/CRLs"]) == 1
    (signature,) = reader.embedded_signatures
    unsigned = {each["type"].native for each in signature.signer_info["unsigned_attrs"]}
    assert "signature_time_stamp_token" in unsigned


def test_a_time_stamp_service_that_is_away_lets_the_paper_wait(
    signing: Any, exporter: User
) -> None:
    with_key(signing, timestamps="http://127.0.0.1:1/tsa")
    assert made(asked_for(exporter)).state == DocumentState.QUEUED


def test_the_certificates_of_all_keys_are_public(signed_paper: Document) -> None:
    call_command("rotate_paper_key")
    answer = Client().get(reverse("paperwork:certificates"))
    assert answer.content.count(b"BEGIN CERTIFICATE") == 3, "the authority and two keys"
    assert b"PRIVATE" not in answer.content


def a_time_stamper() -> Any:
    key, now = rsa.generate_private_key(65537, 2048), clock.now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A time-stamp service")])
    usage = [ExtendedKeyUsageOID.TIME_STAMPING]
    uses = {use: use == "digital_signature" for use in authority.USES}
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.ExtendedKeyUsage(usage), critical=True)
        .add_extension(x509.KeyUsage(**uses), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def _in_english(ask: Any) -> str:
    with translation.override("en"):
        return str(ask())
