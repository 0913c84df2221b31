"""The pack's own verifier finds each planted forgery, and passes what customs signed.

A forger rewrites files and every sum in the pack; only the key is not theirs.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.transparency import keys, notes
from compliance.law.canonical import json_bytes
from shipments.models import Document, Shipment
from shipments.paperwork.evidence import write_evidence
from shipments.paperwork.tasks import render
from shipments.review import actions as review
from shipments.screening.actions import screen
from tests.builders import a_draft
from tests.worlds import made_once

pytestmark = pytest.mark.django_db
Files = dict[str, bytes]
REASON = "The end user is not the one the licence names"


@pytest.fixture
def folders(settings: Any, tmp_path: Path) -> None:
    settings.KEYS, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path


@pytest.fixture
@made_once
def case(folders: None, exporter: User, officer: User, tmp_path: Path) -> Shipment:
    """Filed, screened, refused by an officer, paper ready."""
    from shipments.declare.actions import submit
    from shipments.review.claims import claim

    shipment = submit(a_draft(exporter), by=exporter, expected_revision=0)
    screen(shipment.pk)
    shipment.refresh_from_db()
    claim(shipment, by=officer)
    review.refuse(shipment, by=officer, ground="no_licence", reason=REASON, message="no")
    for pk in Document.objects.values_list("pk", flat=True):
        render(pk)
    shipment.refresh_from_db()
    return shipment


@pytest.fixture
@made_once
def files(case: Shipment, tmp_path: Path) -> Files:
    path = tmp_path / "true.zip"
    with path.open("wb") as target:
        write_evidence([case], target)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def summed(files: Files) -> Files:
    """Every sum in the pack made anew, as the forger of the issue did."""
    told = json.loads(files["manifest.json"])
    for each in told["files"]:
        if each["path"] in files:
            each["sha256"] = hashlib.sha256(files[each["path"]]).hexdigest()
            each["size"] = len(files[each["path"]])
    files = {**files, "manifest.json": json.dumps(told).encode()}
    sums = [line.split("  ")[1] for line in files["SHA256SUMS"].decode().splitlines()]
    lines = [f"{hashlib.sha256(files[n]).hexdigest()}  {n}\n" for n in sums if n in files]
    return {**files, "SHA256SUMS": "".join(lines).encode()}


def manifest_over(files: Files, signature_lines: str) -> Files:
    """A manifest that fits the files, with whatever stands under it."""
    names = [name for name in files if name != "MANIFEST"]
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in names]
    text = "\n".join(["gate49/evidence@v1", *lines]) + "\n"
    return {**files, "MANIFEST": f"{text}\n{signature_lines}".encode()}


def replaced(files: Files, name: str, old: bytes, new: bytes) -> Files:
    assert old in files[name], name
    return {**files, name: files[name].replace(old, new, 1)}


def paper_in(files: Files) -> str:
    return next(name for name in files if name.startswith("papers/"))


def event_lines(files: Files) -> list[bytes]:
    return files["events.jsonl"].splitlines(keepends=True)


def officer_reason_and_gravity(files: Files) -> Files:
    """The forgery of the issue."""
    files = replaced(files, "decisions.json", REASON.encode(), b"Nothing is wrong")
    run = json.loads(files["screenings/01.json"])
    run["gravity"] = 0
    files = {**files, "screenings/01.json": json.dumps(run).encode()}
    rows = json.loads(files["decisions.json"])
    rows[0]["by_name"] = "Somebody else"
    return summed({**files, "decisions.json": json.dumps(rows).encode()})


def its_manifest_too(files: Files) -> Files:
    forged = officer_reason_and_gravity(files)
    return manifest_over(forged, files["MANIFEST"].decode().rpartition("\n\n")[2])


def everything_under_another_key(files: Files) -> Files:
    forged = officer_reason_and_gravity(files)
    name = keys.verifiers()[0].name
    other = notes.Signer(name, b"f" * 32)
    forged["log-keys.txt"] = f"{other.verifier.text}\n".encode()
    forged = manifest_over(forged, "")
    text = forged["MANIFEST"].decode().removesuffix("\n")
    return {**forged, "MANIFEST": notes.sign(text, [other]).encode()}


def one_bit_of_a_paper(files: Files) -> Files:
    name = paper_in(files)
    content = bytearray(files[name])
    content[1000] ^= 1
    return {**files, name: bytes(content)}


def a_kilogram(files: Files) -> Files:
    content = json.loads(files["revisions/01.json"])
    content["net_weight_kg"] = "1"
    return summed({**files, "revisions/01.json": json_bytes(content)})


def a_file_taken_out(files: Files) -> Files:
    return summed({name: each for name, each in files.items() if name != "match_verdicts.json"})


def a_file_put_in(files: Files) -> Files:
    return {**files, "papers/another.pdf": b"%PDF"}


def an_event_left_out(files: Files) -> Files:
    return summed({**files, "events.jsonl": b"".join(event_lines(files)[:-1])})


def an_event_rewritten_with_a_good_hash(files: Files) -> Files:
    lines = event_lines(files)
    event = json.loads(lines[-1])
    event["actor_name"] = "Somebody else"
    row = [
        event[each]
        for each in (
            "seq", "at", "actor_id", "actor_name", "actor_role", "verb", "subject", "detail",
            "previous_hash",
        )
    ]  # fmt: skip
    event["hash"] = hashlib.sha256(json_bytes(row)).hexdigest()
    return summed({**files, "events.jsonl": b"".join(lines[:-1]) + json_bytes(event) + b"\n"})


def another_checkpoint(files: Files) -> Files:
    head, size, *rest = files["checkpoint.txt"].decode().split("\n")
    return summed({**files, "checkpoint.txt": "\n".join([head, f"{size}0", *rest]).encode()})


def the_verifier_itself(files: Files) -> Files:
    return replaced(files, "verify_pack.py", b"return 1", b"return 0")


FORGERIES: dict[Callable[[Files], Files], str] = {
    officer_reason_and_gravity: "decisions.json: first forged byte",
    its_manifest_too: "MANIFEST: is not what its key signed",
    everything_under_another_key: "MANIFEST: is not signed by the given key",
    one_bit_of_a_paper: "first forged byte is 1000: ",
    a_kilogram: "revisions/01.json: first forged byte",
    a_file_taken_out: "match_verdicts.json: is missing",
    a_file_put_in: "papers/another.pdf: was put in",
    an_event_left_out: "events.jsonl: first forged byte",
    an_event_rewritten_with_a_good_hash: "is not the one under the checkpoint of",
    another_checkpoint: "event log: ",
    the_verifier_itself: "verify_pack.py: first forged byte",
}


def verified(path: Path, *arguments: str) -> tuple[int, str]:
    """What the script in the house says, in a process without Django."""
    script = Path(write_evidence.__code__.co_filename).with_name("verify_pack.py")
    command = [sys.executable, "-I", str(script), str(path), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={})
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def zipped(files: Files, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_what_customs_signed_passes_and_the_script_in_it_is_the_same(
    files: Files, tmp_path: Path
) -> None:
    key = keys.verifiers()[0].text
    path = zipped(files, tmp_path / "pack.zip")
    assert verified(path, "--key", key)[0] == 0
    code, said = verified(path)
    assert code == 2, said
    assert "/log/keys" in said
    assert "submit" in files["events.jsonl"].decode()
    assert json.loads(files["decisions.json"])[0]["reason"] == REASON


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda each: each.__name__)
def test_a_planted_forgery_is_named(forge: Any, files: Files, tmp_path: Path) -> None:
    path = zipped(forge(files), tmp_path / "forged.zip")
    code, said = verified(path, "--key", keys.verifiers()[0].text)
    assert code == 1, said
    assert FORGERIES[forge] in said


def test_even_who_holds_the_manifest_s_key_cannot_make_the_log_agree(
    files: Files, tmp_path: Path
) -> None:
    """The checkpoint outside is an older one of the true log; the rest is signed anew."""
    signer = keys.signer()
    forged = manifest_over(a_kilogram(files), "")
    text = forged["MANIFEST"].decode().removesuffix("\n")
    path = zipped({**forged, "MANIFEST": notes.sign(text, [signer]).encode()}, tmp_path / "f.zip")
    code, said = verified(path, "--key", signer.verifier.text)
    assert (code, "no event tells of this revision" in said) == (1, True)


def test_a_file_that_is_no_pack_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no zip")
    assert verified(tmp_path / "x.zip")[0] == 1
    assert verified(zipped({"a": b"b"}, tmp_path / "y.zip"))[0] == 1


def test_cases_are_chosen_and_packed_together_and_each_is_told(
    case: Shipment, exporter: User, auditor: User, tmp_path: Path
) -> None:
    from compliance.audit.models import Event
    from shipments.declare.actions import submit

    other = submit(a_draft(exporter), by=exporter, expected_revision=0)
    client = Client()
    client.force_login(auditor)
    asked = {"exporter": case.exporter.uscc}
    page = client.get("/documents/evidence/", asked).content.decode()
    assert case.reference in page
    assert other.reference in page
    response = client.get("/documents/evidence/", {**asked, "pack": "1"})
    path = tmp_path / "both.zip"
    path.write_bytes(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    assert verified(path, "--key", keys.verifiers()[0].text)[0] == 0
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert f"cases/{case.reference}/decisions.json" in names
    assert f"cases/{other.reference}/revisions/01.json" in names
    told = Event.objects.filter(verb="download_evidence")
    assert {each.subject for each in told} == {case.subject, other.subject}


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"rule": "XXX-99"}, False),
        ({"since": "2020-01-01"}, True),
        ({"until": "2020-01-01"}, False),
        ({"country": "zz"}, False),
        ({"end_user": "nobody of that name"}, False),
        ({"reference": "g49-none"}, False),
        ({}, False),
        ({"since": "nonsense"}, False),
    ],
)
def test_what_is_asked_for_narrows_the_choice(
    case: Shipment, auditor: User, asked: dict[str, str], is_found: bool
) -> None:
    client = Client()
    client.force_login(auditor)
    page = client.get("/documents/evidence/", asked)
    assert page.status_code == 200
    assert (case.reference in page.content.decode()) == is_found


def test_cases_of_a_rule_are_those_it_found_something_in(case: Shipment, auditor: User) -> None:
    rule = case.screenings.get().findings.values_list("rule", flat=True)[0]
    client = Client()
    client.force_login(auditor)
    page = client.get("/documents/evidence/", {"rule": rule.lower()})
    assert case.reference in page.content.decode()
