"""What witnesses and auditors fetch, checked with nothing but the published key."""

import base64
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.audit.transparency import checkpoints
from compliance.audit.transparency.merkle import is_consistent, is_included, leaf_hash, root_of
from compliance.audit.transparency.notes import opened, read_checkpoint, read_verifier
from compliance.audit.transparency.places import place_of, read_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> None:
    settings.KEYS = tmp_path / "keys"


def note(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record("note", by=None, subject="shipment:G49-TEST", number=number)


def fetched(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_an_empty_log_publishes_nothing(client: Client) -> None:
    assert client.get("/log/checkpoint").status_code == 404
    assert checkpoints.checkpoint_now() is None


def test_a_witness_follows_the_log_with_the_published_key(client: Client) -> None:
    note(5)
    checkpoints.checkpoint_now()
    first = fetched(client, "/log/checkpoint")
    key = read_verifier(fetched(client, "/log/keys"))
    note(300)
    checkpoints.checkpoint_now()
    second = fetched(client, "/log/checkpoint")
    before, after = (read_checkpoint(opened(each, [key])) for each in (first, second))
    assert (before.size, after.size) == (5, 305)
    told = fetched(client, "/log/consistency/5/305").partition("\n\n")[0].splitlines()[1:]
    proof = [base64.b64decode(line) for line in told]
    assert is_consistent(5, before.root, 305, after.root, proof)
    assert fetched(client, "/log/checkpoint/5") == first
    feed = fetched(client, "/log/feed.atom")
    assert "305" in feed
    assert base64.b64encode(before.root).decode() in feed


def test_tiles_give_the_root_and_nothing_beyond_the_checkpoint(client: Client) -> None:
    note(300)
    made = checkpoints.checkpoint_now()
    assert made
    full = client.get("/log/tile/0/000").content
    part = client.get("/log/tile/0/001.p/44").content
    leaves = [(full + part)[at : at + 32] for at in range(0, 300 * 32, 32)]
    assert root_of(leaves).hex() == made.root
    hashes = Event.objects.order_by("seq").values_list("hash", flat=True)
    assert leaves == [leaf_hash(bytes.fromhex(each)) for each in hashes]
    assert client.get("/log/tile/1/000.p/1").content == root_of(leaves[:256])
    for beyond in ("0/001.p/45", "0/001", "1/000.p/2", "9/000", "0/1", "0/000.p/256", "0/000.p/0"):
        assert client.get(f"/log/tile/{beyond}").status_code == 404, beyond


def test_an_auditor_proves_any_event(auditor: User, exporter: User) -> None:
    note(10)
    checkpoints.checkpoint_now()
    client = Client()
    client.force_login(auditor)
    for event in Event.objects.all()[:10]:
        text = fetched(client, f"/audit/events/{event.seq}/proof")
        head, _empty, signed = text.partition("\n\n")
        format_, index, *proof = head.splitlines()
        assert (format_, index) == ("c2sp.org/tlog-proof@v1", f"index {event.seq - 1}")
        found = read_checkpoint(opened(signed, checkpoints.keys.verifiers()))
        hashes = [base64.b64decode(line) for line in proof]
        leaf = leaf_hash(bytes.fromhex(event.hash))
        assert is_included(event.seq - 1, found.size, leaf, hashes, found.root)
    assert client.get("/audit/events/0/proof").status_code == 404
    assert client.get("/audit/events/999999/proof").status_code == 404
    client.force_login(exporter)
    assert client.get("/audit/events/1/proof").status_code == 404


def test_static_files_are_those_of_the_site(client: Client, tmp_path: Path) -> None:
    note(300)
    call_command("publish_log", tmp_path / "www", stdout=StringIO())
    for path in ("checkpoint", "keys", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"):
        assert (tmp_path / "www" / path).read_bytes() == client.get(f"/log/{path}").content, path


def test_a_new_key_is_vouched_for_by_the_old_one_and_by_the_log(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    note(2)
    checkpoints.checkpoint_now()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("rotate_log_key", stdout=StringIO())
    old, new = map(read_verifier, fetched(client, "/log/keys").splitlines())
    signed = fetched(client, "/log/checkpoint")
    assert opened(signed, [old]) == opened(signed, [new])
    told = Event.objects.get(verb="rotate_log_key").detail
    assert (told["old"], told["new"]) == (old.text, new.text)
    note(1)
    checkpoints.checkpoint_now()
    assert new.name in opened(fetched(client, "/log/checkpoint"), [new])
    assert opened(fetched(client, "/log/checkpoint/2"), [old])


@pytest.mark.parametrize(
    ("index", "width", "place"),
    [
        (0, 256, "000"),
        (5, 1, "005.p/1"),
        (1234067, 256, "x001/x234/067"),
        (1000, 9, "x001/000.p/9"),
    ],
)
def test_places_are_those_of_tlog_tiles(index: int, width: int, place: str) -> None:
    assert place_of(index, width) == place
    assert read_place(place) == (index, width)
