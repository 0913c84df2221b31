"""An archive that is damaged, locked or nested without end is named as such by the pack's verifier,
which never ends in an error of its own."""

import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.audit.transparency import keys, notes
from tests.shipments.paperwork.test_forged_packs import Files, manifest_over, verified, zipped

pytestmark = pytest.mark.django_db  # where the log's keys are told
ENTRY = b"PK\x01\x02"


def signed(files: Files) -> tuple[Files, str]:
    """A pack of those files under the house's key, and the key."""
    signer = keys.signer()
    checkpoint = f"gate49/log\n1\n{b64encode(bytes(32)).decode()}\n"
    whole = {"proofs.jsonl": b"", **files}
    whole["checkpoint.txt"] = notes.sign(checkpoint, [signer]).encode()
    text = manifest_over(whole, "")["MANIFEST"].decode().removesuffix("\n")
    return {**whole, "MANIFEST": notes.sign(text, [signer]).encode()}, signer.verifier.text


def locked(content: bytearray, entry: int) -> None:
    content[entry + 8] |= 1  # "encrypted" among the flags of the central directory


def packed_in_no_known_way(content: bytearray, entry: int) -> None:
    content[entry + 10] = 99


@pytest.mark.parametrize("spoil", [locked, packed_in_no_known_way])
def test_what_python_cannot_unpack_is_named(
    tmp_path: Path, spoil: Callable[[bytearray, int], None]
) -> None:
    files, key = signed({"events.jsonl": b""})
    content = bytearray(zipped(files, tmp_path / "pack.zip").read_bytes())
    entry = content.find(ENTRY)
    while entry >= 0:
        spoil(content, entry)
        entry = content.find(ENTRY, entry + 1)
    (tmp_path / "spoilt.zip").write_bytes(content)
    code, said = verified(tmp_path / "spoilt.zip", "--key", key)
    assert (code, said.startswith("FORGED  MANIFEST: ")) == (1, True), said


def test_events_that_are_nested_without_end_are_named(tmp_path: Path) -> None:
    files, key = signed({"events.jsonl": b"[" * 100_000})
    code, said = verified(zipped(files, tmp_path / "deep.zip"), "--key", key)
    assert (code, "FORGED  event log: RecursionError" in said) == (1, True), said


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_stream_is_named(tmp_path: Path, method: int) -> None:
    files, key = signed({"events.jsonl": b"{}\n" * 200})
    path = tmp_path / "squeezed.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        begin = archive.getinfo("events.jsonl").header_offset + 30 + len("events.jsonl")
    damaged = bytearray(path.read_bytes())
    damaged[begin + 9 : begin + 25] = b"\xff" * 16
    path.write_bytes(damaged)
    code, said = verified(path, "--key", key)
    assert (code, "FORGED  events.jsonl: " in said) == (1, True), said
