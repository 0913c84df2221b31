"""The exported log: every row of it, with hashes that an outsider can check; a download is told."""

import hashlib
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from compliance.accounts.models import User
from compliance.audit.chain import Fault
from compliance.audit.log import head, record
from compliance.audit.models import Event
from compliance.audit.verification import verify_file
from tests.compliance.audit.test_pages import client

pytestmark = pytest.mark.django_db
KINDS = ("jsonl", "csv")


@pytest.fixture
def filled(officer: User) -> None:
    with transaction.atomic():
        for number in range(4):
            record("note", by=None, subject="shipment:G49-TEST", number=number, text='铟,"\n')
        record("hold", by=officer, subject="shipment:G49-OTHER")


@pytest.fixture
def save(auditor: User, filled: None, tmp_path: Path) -> Callable[..., Path]:
    def download(kind: str, **filters: Any) -> Path:
        response: Any = client(auditor).get(f"/audit/events.{kind}", filters)
        path = tmp_path / f"events.{kind}"
        path.write_bytes(b"".join(response.streaming_content))
        return path

    return download


@pytest.mark.parametrize("kind", KINDS)
def test_the_whole_log_verifies_and_ends_with_its_own_download(
    save: Callable[..., Path], kind: str
) -> None:
    result = verify_file(save(kind))
    assert (result.is_intact, result.events) == (True, Event.objects.count())
    assert (result.seq, result.hash) == head()
    told = Event.objects.latest("seq")
    assert (told.verb, told.detail) == ("download_events", {"kind": kind})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("old", "new"), [("G49-TEST", "G49-TOST"), ("hold", "held")])
def test_one_changed_letter_is_found(
    save: Callable[..., Path], kind: str, old: str, new: str
) -> None:
    path = save(kind)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert [fault.kind for fault in verify_file(path).faults] == ["edited"]


def test_a_missing_line_is_found_unless_the_file_is_a_selection(
    save: Callable[..., Path],
) -> None:
    path = save("jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert set(verify_file(path).faults) == {Fault("missing", 3), Fault("reordered", 4)}
    assert verify_file(path, is_part=True).is_intact


def test_filters_choose_the_events_and_are_told(save: Callable[..., Path]) -> None:
    path = save("jsonl", verb="hold")
    assert [json.loads(line)["verb"] for line in path.read_text("utf-8").splitlines()] == ["hold"]
    assert Event.objects.latest("seq").detail == {"kind": "jsonl", "filters": "verb=hold"}


def test_an_outsider_needs_no_more_than_the_manual_says(save: Callable[..., Path]) -> None:
    """The program printed in docs/operations.md, run as it stands there."""
    manual = Path("docs/operations.md").read_text("utf-8")
    program = manual.split("```python\n")[1].split("```")[0]
    path = save("jsonl")
    said: list[str] = []
    exec(program, {"open": lambda _name, **_how: path.open(encoding="utf-8"), "print": said.append})
    assert said == [f"intact: 1 to {head()[0]}, head {head()[1]}"]
    path.write_text(path.read_text("utf-8").replace("G49-TEST", "G49-TOST", 1), "utf-8")
    with pytest.raises(AssertionError):
        exec(program, {"open": lambda _name, **_how: path.open(encoding="utf-8")})


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_checks_a_file(save: Callable[..., Path], kind: str) -> None:
    path, out = save(kind), StringIO()
    count = Event.objects.count()
    seq, hash_ = head()
    call_command("verify_audit", file=path, expect=[(seq, hash_[:12])], stdout=out)
    assert f"{count} events, head {seq}:{hash_}" in out.getvalue()
    assert Event.objects.count() == count
    with pytest.raises(SystemExit):
        call_command("verify_audit", file=path, expect=[(seq, "0" * 64)], stderr=StringIO())


@pytest.mark.parametrize("content", [b"{}\n", b"seq,at\n1,x\n", b"\xff\xfe", b"[1]\n"])
def test_a_file_of_another_kind_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("verify_audit", file=path)


def test_nobody_else_downloads_the_log(officer: User, exporter: User, policy_admin: User) -> None:
    for person, status in ((officer, 403), (exporter, 404), (policy_admin, 403)):
        assert client(person).get("/audit/events.jsonl").status_code == status
    assert not Event.objects.filter(verb="download_events").exists()


def test_the_bytes_depend_on_the_events_only(save: Callable[..., Path]) -> None:
    first = save("jsonl").read_bytes()
    second = save("jsonl").read_bytes()
    assert second.startswith(first)
    assert hashlib.sha256(second).digest() != hashlib.sha256(first).digest()
