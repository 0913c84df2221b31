"""Papers signed by a key that never leaves its token: SoftHSM stands for the hardware."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import translation
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate

from compliance import clock
from compliance.accounts.models import User
from shipments.alarms import alarms
from shipments.models import DocumentState
from shipments.paperwork.signing import authority, pades, place, standing, tokens
from tests.shipments.paperwork.signed import asked_for, judged, made, on_disk, with_key

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
MODULE = next((path for path in MODULES if Path(path).exists()), "")
PIN = "246813"
NOW = clock.now()
OBJECTS = {
    "papers": (NOW, 1),
    "next": (NOW - timedelta(days=345), 1),
    "ended": (NOW - timedelta(days=400), 1),
}
"""Keys by their labels: from when on their certificates are valid, and for how many years."""
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not MODULE, reason="softhsm2 is not installed: no token to sign with"),
]


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A token with the keys of OBJECTS, as GATE49_SIGNER names it but for the object. The library
    reads its settings once a process."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(settings))
        tool("--init-token", "--free", "--label", "gate49", "--so-pin", PIN, "--pin", PIN)
        root = authority._certify("papers CA", clock.now(), 20, by=None)
        made = [authority._certify(label, *when, by=root) for label, when in OBJECTS.items()]
        for number, (label, (key, _)) in enumerate(zip(OBJECTS, made, strict=True)):
            put_key(folder, f"{number:02x}", label, key)
        certificates = dict(zip([*OBJECTS, "authority"], [*made, root], strict=True))
        put_certificates({label: each for label, (_, each) in certificates.items()})
        yield f"pkcs11:module={MODULE};token=gate49;object="


@pytest.fixture
def settings_with(token: str, signing: Any) -> Callable[..., None]:
    """Names a key of the token."""
    cache.clear()

    def name(label: str, pin: str = PIN) -> None:
        with_key(signing, key=token + label, password=pin)

    return name


def tool(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def put_key(folder: Path, number: str, label: str, key: Any) -> None:
    path = folder / f"{label}.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    tool("--import", str(path), "--token", "gate49", "--label", label, "--id", number, "--pin", PIN)


def put_certificates(certificates: Mapping[str, x509.Certificate]) -> None:
    (found,) = pkcs11.lib(MODULE).get_tokens(token_label="gate49")
    with found.open(rw=True, user_pin=PIN) as session:
        for number, (label, certificate) in enumerate(certificates.items()):
            told = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
            places = {Attribute.TOKEN: True, Attribute.LABEL: label, Attribute.ID: bytes([number])}
            session.create_object({**told, **places})


def test_a_key_in_a_token_signs_and_others_find_it_good(
    settings_with: Callable[..., None], exporter: User
) -> None:
    settings_with("papers")
    paper = made(asked_for(exporter))
    assert paper.state == DocumentState.READY, paper.error
    assert judged(on_disk(paper).read_bytes()).bottom_line
    told = subprocess.run(["pdfsig", str(on_disk(paper))], capture_output=True, check=True).stdout
    assert b"Signature is Valid" in told
    assert not list(Path(on_disk(paper).parents[3] / "keys").glob("*.p12")), "no key on the disk"


def test_another_key_of_the_token_signs_once_it_is_named_and_old_papers_stay_good(
    settings_with: Callable[..., None], exporter: User
) -> None:
    settings_with("papers")
    old = made(asked_for(exporter))
    settings_with("next")
    new = made(asked_for(exporter))
    assert old.signature.certificate != new.signature.certificate
    for paper in (old, new):
        assert judged(on_disk(paper).read_bytes()).bottom_line
    assert standing.days_left() == pytest.approx(20, abs=0.1)
    assert "rotate the key" in in_english(standing.fault_of_key)


def test_a_certificate_of_the_token_that_has_ended_signs_nothing(
    settings_with: Callable[..., None], exporter: User
) -> None:
    settings_with("ended")
    assert made(asked_for(exporter)).state == DocumentState.QUEUED
    assert "signing" in {alarm.name for alarm in alarms()}


def test_a_refused_pin_is_told_and_never_tried_again(
    settings_with: Callable[..., None], exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_with("papers", pin="000000")
    with pytest.raises(place.CannotSign, match="refused the PIN"):
        pades.sign(b"%PDF-1.7", is_first=False)
    paper = made(asked_for(exporter))
    assert paper.state == DocumentState.QUEUED
    assert "refused the PIN" in in_english(standing.fault_of_key)
    assert {"signing", "paper_key"} <= {alarm.name for alarm in alarms()}
    with monkeypatch.context() as patch:
        patch.setattr(tokens, "open_pkcs11_session", None)
        with pytest.raises(place.CannotSign, match="not tried again"):
            pades.sign(b"%PDF-1.7", is_first=False)
    settings_with("papers")
    assert made(paper).state == DocumentState.READY
    assert standing.fault_of_key() == ""


@pytest.mark.parametrize("named", ["no-such-key", "authority"])
def test_what_the_token_does_not_hold_signs_nothing(
    named: str, settings_with: Callable[..., None], exporter: User
) -> None:
    settings_with(named)
    paper = made(asked_for(exporter))
    assert (paper.state, bool(paper.file)) == (DocumentState.QUEUED, False)


def test_a_key_in_a_token_is_not_rotated_here(settings_with: Callable[..., None]) -> None:
    settings_with("papers")
    with pytest.raises(CommandError, match="GATE49_SIGNER"):
        call_command("rotate_paper_key")


def in_english(ask: Callable[[], str]) -> str:
    with translation.override("en"):
        return str(ask())
