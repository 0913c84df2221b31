"""Signed notes (C2SP signed-note) and checkpoints (C2SP tlog-checkpoint), pure: text, Ed25519 keys
and nothing else. Keys are written as Go's sumdb/note does, so that its tools read them."""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\N{EM DASH}"
PRIVATE = "PRIVATE+KEY"


class BadNote(ValueError):
    """Text that is no note, or that no known key signed."""


@dataclass(frozen=True)
class Verifier:
    """A public key by its name; `text` is NAME+ID+KEY."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that begin its signatures."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """As it is published."""
        return f"{self.name}+{self.id.hex()}+{_base64(ED25519 + self.public)}"

    def is_signed(self, text: str, signature: bytes) -> bool:
        """Whether this key signed that text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key by its name; `seed` is 32 bytes."""

    name: str
    seed: bytes

    @property
    def verifier(self) -> Verifier:
        """Its public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        return Verifier(self.name, key.public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """As it is kept; secret."""
        return f"{PRIVATE}+{self.name}+{self.verifier.id.hex()}+{_base64(ED25519 + self.seed)}"

    def line(self, text: str) -> str:
        """The signature line under that text."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return f"{DASH} {self.name} {_base64(self.verifier.id + signature)}\n"


@dataclass(frozen=True)
class Checkpoint:
    """The tree over the first `size` entries of the log called `origin`."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def read_verifier(text: str) -> Verifier:
    """A public key as published. Raises BadNote."""
    name, _plus, rest = text.strip().partition("+")
    id_, _plus, key = rest.partition("+")
    found = Verifier(name, _key(key))
    if found.id.hex() != id_ or not name:
        raise BadNote("not a key")
    return found


def read_signer(text: str) -> Signer:
    """A private key as kept. Raises BadNote."""
    name, _plus, rest = text.strip().removeprefix(f"{PRIVATE}+").partition("+")
    id_, _plus, key = rest.partition("+")
    found = Signer(name, _key(key))
    if found.verifier.id.hex() != id_:
        raise BadNote("not a key")
    return found


def sign(text: str, signers: Iterable[Signer]) -> str:
    """The text with an empty line and one signature line for each signer."""
    return f"{text}\n{''.join(signer.line(text) for signer in signers)}"


def opened(note: str, verifiers: Iterable[Verifier]) -> str:
    """The text of a note that at least one of these keys signed; signatures by others are passed
    over, as the format asks. Raises BadNote, also where one of these keys did not sign what
    stands there as its signature."""
    text, separator, lines = note.rpartition("\n\n")
    if not separator or not lines.endswith("\n"):
        raise BadNote("not a signed note")
    text += "\n"
    known = {(each.name, each.id): each for each in verifiers}
    signed = [
        known[name, id_].is_signed(text, signature)
        for name, id_, signature in map(_signature, lines.splitlines())
        if (name, id_) in known
    ]
    if not signed or not all(signed):
        raise BadNote("not signed by a known key")
    return text


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text; lines after the third are extensions. Raises BadNote."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not lines[1].isdecimal():
        raise BadNote("not a checkpoint")
    root = _bytes(lines[2])
    if len(root) != hashlib.sha256().digest_size:
        raise BadNote("not a checkpoint")
    return Checkpoint(lines[0], int(lines[1]), root)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    dash, _space, rest = line.partition(" ")
    name, _space, told = rest.rpartition(" ")
    value = _bytes(told)
    if dash != DASH or not name or len(value) < 5:
        raise BadNote("not a signature line")
    return name, value[:4], value[4:]


def _key(text: str) -> bytes:
    value = _bytes(text)
    if len(value) != 33 or value[:1] != ED25519:
        raise BadNote("not an Ed25519 key")
    return value[1:]


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("not base64") from error


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()
