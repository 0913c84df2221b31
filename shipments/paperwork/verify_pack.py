"""Check an evidence pack of Gate 49 without Gate 49: Python's standard library and `cryptography`.

    python verify_pack.py PACK.zip --key NAME+ID+KEY

KEY is the log's public key as published at /log/keys, or as it was noted down elsewhere; may be
repeated. Exit code 0: everything is as customs signed it. 1: something is forged, and each fault is
named with the first forged byte. 2: the pack was only held against the key that lies in it.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence

try:
    from lzma import LZMAError
except ImportError:  # a Python without it says NotImplementedError, a RuntimeError
    LZMAError = RuntimeError  # type: ignore[misc, assignment]
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "gate49/evidence@v1"
MANIFEST, MARKS, KEYS = "MANIFEST", "marks.json", "log-keys.txt"
CHECKPOINT, EVENTS, PROOFS = "checkpoint.txt", "events.jsonl", "proofs.jsonl"
CHAINED = ("seq", "at", "actor_id", "actor_name", "actor_role", "verb", "subject", "detail")
MARK = 4  # bytes of a block's hash that are kept
BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError)
"""What reading a damaged archive raises: RuntimeError for passwords, for methods that nobody knows
and for what is nested without end."""
Keys = dict[tuple[str, bytes], bytes]


class Forged(Exception):
    """What is wrong, as a sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the pack that the command line names."""
    parser = argparse.ArgumentParser(description="Check an evidence pack of Gate 49.")
    parser.add_argument("pack")
    parser.add_argument("--key", action="append", default=[], help="a public key of the log")
    options = parser.parse_args(arguments)
    try:
        faults = list(faults_of(options.pack, options.key))
    except (*BROKEN, ValueError) as error:
        faults = [f"not a readable pack: {error}"]
    for fault in faults:
        print(f"FORGED  {fault}")
    if faults:
        return 1
    print("Everything in the pack is as customs signed it.")
    if options.key:
        return 0
    print("But the key came with the pack: compare it with /log/keys, or give it with --key.")
    return 2


def faults_of(path: str, key_texts: Sequence[str] = ()) -> Iterator[str]:
    """A sentence for each fault. Without keys, those in the pack are believed."""
    with zipfile.ZipFile(path) as archive:
        names = [each.filename for each in archive.infolist()]
        yield from (f"{name}: stands twice" for name in _twice(names))
        try:
            keys = dict(map(read_key, key_texts or _text(archive, KEYS).split()))
            told = read_manifest(opened(_text(archive, MANIFEST), keys))
        except (Forged, KeyError, ValueError, *BROKEN) as error:
            yield f"{MANIFEST}: {error}"
            return
        yield from (f"{name}: was put in" for name in names if name not in (*told, MANIFEST))
        marks = _marks(archive, told)
        bad = {name: _fault_in(archive, name, told[name], marks.get(name)) for name in told}
        yield from filter(None, bad.values())
        yield from _log_faults(archive, keys, told)


def _log_faults(archive: zipfile.ZipFile, keys: Keys, told: dict[str, str]) -> Iterator[str]:
    """Whether each event is under the signed checkpoint, and the rest is as the events tell.

    This holds even against somebody who can sign manifests."""
    try:
        size, root = read_checkpoint(opened(_text(archive, CHECKPOINT), keys))
        events = [json.loads(line) for line in _text(archive, EVENTS).splitlines()]
        proofs = [json.loads(line) for line in _text(archive, PROOFS).splitlines()]
        yield from _unproven(events, proofs, size, root)
        yield from _disagreements(archive, events, told)
    except (Forged, KeyError, ValueError, TypeError, AttributeError, *BROKEN) as error:
        yield f"event log: {error!r}"


def _unproven(events: list[dict], proofs: list[dict], size: int, root: bytes) -> Iterator[str]:
    paths = {each["seq"]: list(map(base64.b64decode, each["proof"])) for each in proofs}
    last = 0
    for event in events:
        seq = event["seq"]
        if seq <= last:
            yield f"event {seq}: out of order"
        last = seq
        leaf = hashlib.sha256(b"\x00" + event_hash(event)).digest()
        if not is_included(seq - 1, size, leaf, paths.get(seq, []), root):
            yield f"event {seq}: is not the one under the checkpoint of {size} events"


def _disagreements(
    archive: zipfile.ZipFile, events: list[dict], told: dict[str, str]
) -> Iterator[str]:
    """Revisions, papers and decisions beside the events that tell of them."""
    details = [(each["subject"], each["verb"], each["detail"]) for each in events]
    submitted = {each["sha256"] for _s, verb, each in details if verb == "submit"}
    issued = {each["sha256"] for _s, verb, each in details if verb == "document_ready"}
    deciders = {
        (each["detail"]["decision"], each["actor_id"])
        for each in events
        if "decision" in each["detail"]
    }
    recorded = any(verb == "submit" for _s, verb, _d in details)
    for name in told:
        kind = name.split("/")[-2] if "/" in name else ""
        if recorded and kind == "revisions" and told[name] not in submitted:
            yield f"{name}: no event tells of this revision"
        if issued and kind == "papers" and told[name] not in issued:
            yield f"{name}: no event tells of this paper"
        if deciders and name.split("/")[-1] == "decisions.json":
            for row in json.loads(_text(archive, name)):
                if (row["id"], row["by"]) not in deciders:
                    yield f"{name}: no event tells of decision {row['id']} by {row['by_name']}"


def _fault_in(archive: zipfile.ZipFile, name: str, sha256: str, marks: dict | None) -> str:
    """ "" for a file that is as signed."""
    try:
        content = archive.read(name)
    except KeyError:
        return f"{name}: is missing"
    except BROKEN as error:
        return f"{name}: {error}"
    if hashlib.sha256(content).hexdigest() == sha256:
        return ""
    if marks is None:
        return f"{name}: is not the file that was signed"
    return f"{name}: {first_forged(content, marks, sha256)}"


def first_forged(content: bytes, marks: dict, sha256: str) -> str:
    """Where a file that is not the signed one differs first: the very byte where only one was
    changed, else the block of `marks["block"]` bytes it lies in."""
    block, kept, size = marks["block"], marks["marks"], marks["size"]
    for number, start in enumerate(range(0, size, block)):
        part = content[start : start + block]
        mark = kept[number * MARK * 2 : (number + 1) * MARK * 2]
        if mark_of(part) != mark:
            return _in_block(content, start, part, mark, sha256)
    if len(content) > size:
        return f"first forged byte is {size}: the file was {size} bytes long"
    return "is not the file that was signed"


def _in_block(content: bytes, start: int, part: bytes, mark: str, sha256: str) -> str:
    """One changed byte is found by trying which other byte gives the signed hash."""
    for place in range(len(part)):
        for value in range(256):
            tried = part[:place] + bytes([value]) + part[place + 1 :]
            if mark_of(tried) == mark:
                whole = content[:start] + tried + content[start + len(part) :]
                if hashlib.sha256(whole).hexdigest() == sha256:
                    was, now = bytes([value]), part[place : place + 1]
                    return f"first forged byte is {start + place}: {now!r} stands for {was!r}"
    end = start + max(len(part), 1) - 1
    return f"first forged byte lies between {start} and {end}"


def mark_of(block: bytes) -> str:
    """The beginning of a block's hash, in hex."""
    return hashlib.sha256(block).digest()[:MARK].hex()


def event_hash(event: dict) -> bytes:
    """SHA-256 over the canonical JSON of the event without its own hash."""
    row = [*(event[name] for name in CHAINED), event["previous_hash"]]
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def is_included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, reached = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        left = at & 1 or at == last
        pair = each + reached if left else reached + each
        reached = hashlib.sha256(b"\x01" + pair).digest()
        while left and not at & 1 and at:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    return last == 0 and reached == root


def read_key(text: str) -> tuple[tuple[str, bytes], bytes]:
    """Name and id, and the 32 bytes, of a key NAME+ID+KEY."""
    name, _plus, rest = text.strip().partition("+")
    id_, _plus, key = rest.partition("+")
    value = _bytes(key)
    known = hashlib.sha256(name.encode() + b"\n" + value).digest()[:4]
    if len(value) != 33 or value[:1] != b"\x01" or known.hex() != id_:
        raise Forged("not a key of a log")
    return (name, known), value[1:]


def opened(note: str, keys: Keys) -> str:
    """The text of a signed note (C2SP), if one of the keys signed it."""
    text, _empty, lines = note.rpartition("\n\n")
    for line in lines.splitlines():
        name, _space, value = line.removeprefix("\N{EM DASH} ").rpartition(" ")
        signature = _bytes(value)
        key = keys.get((name, signature[:4]))
        if key is None:
            continue
        try:
            public = Ed25519PublicKey.from_public_bytes(key)
            public.verify(signature[4:], f"{text}\n".encode())
        except InvalidSignature as error:
            raise Forged("is not what its key signed") from error
        return text + "\n"
    raise Forged("is not signed by the given key")


def read_manifest(text: str) -> dict[str, str]:
    """The SHA-256 of each file."""
    first, *lines = text.splitlines()
    if first != FORMAT:
        raise Forged("is of another format")
    return {name: sha256 for sha256, _two, name in (each.partition("  ") for each in lines)}


def read_checkpoint(text: str) -> tuple[int, bytes]:
    """Number of events and root."""
    _origin, size, root = text.split("\n")[:3]
    return int(size), _bytes(root)


def _marks(archive: zipfile.ZipFile, told: dict[str, str]) -> dict[str, dict]:
    try:
        content = archive.read(MARKS)
    except (KeyError, *BROKEN):
        return {}
    is_whole = hashlib.sha256(content).hexdigest() == told.get(MARKS)
    return dict(json.loads(content)) if is_whole else {}


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Forged("is not base64") from error


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


if __name__ == "__main__":
    sys.exit(main())
