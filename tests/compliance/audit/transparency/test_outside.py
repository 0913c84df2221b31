"""Seven attacks as superuser, with the application's key in hand, against one checkpoint outside.

Each attacker leaves a log that is perfect in itself: good chain, good seal, good file of heads, and
checkpoints signed anew. Only the note somebody kept elsewhere is not theirs.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from compliance.audit.anchors import keep_head
from compliance.audit.chain import GENESIS, Fault, Link, hash_of
from compliance.audit.log import record, seal_of
from compliance.audit.models import Checkpoint, Event, Tile
from compliance.audit.transparency import checkpoints, keys
from compliance.audit.transparency.tree import Inconsistent
from compliance.audit.verification import links_of, verify

EVENTS = 300  # more than one tile


def note(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record("note", by=None, subject="shipment:G49-TEST", number=number)


@pytest.fixture
def superuser() -> Iterator[psycopg.Connection]:
    database = connection.settings_dict
    host = database["HOST"] or database["OPTIONS"]["host"]
    with psycopg.connect(
        host=host, user="postgres", dbname=database["NAME"], autocommit=True
    ) as attacker:
        attacker.execute("SET session_replication_role = replica")
        yield attacker


@pytest.fixture
def outside(transactional_db: None, tmp_path: Path, settings: Any) -> Path:
    """A checkpoint over all events, in a file that the attacker does not reach."""
    settings.KEYS = tmp_path / "keys"
    note(EVENTS)
    made = checkpoints.checkpoint_now()
    assert made
    path = tmp_path / "kept-outside"
    path.write_text(made.note)
    return path


def store_anew(attacker: psycopg.Connection, links: list[Link], anchors: Path) -> None:
    """The attacker's log in the place of ours, whole in every way the machine can make it."""
    attacker.execute("TRUNCATE audit_event, audit_head, audit_checkpoint, audit_tile")
    before, seq = GENESIS, 0
    for seq, link in enumerate(links, 1):
        forged = replace(link, seq=seq, previous_hash=before)
        before = hash_of(forged)
        attacker.execute(
            "INSERT INTO audit_event (seq, at, actor_name, actor_role, verb, subject, detail, "
            "previous_hash, hash) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                seq,
                forged.at,
                forged.actor_name,
                forged.actor_role,
                forged.verb,
                forged.subject,
                psycopg.types.json.Jsonb(forged.detail),
                forged.previous_hash,
                before,
            ],
        )
    attacker.execute(
        "INSERT INTO audit_head (id, seq, hash, seal, timed_from) VALUES (1, %s, %s, %s, 1)",
        [seq, before, seal_of(seq, before)],
    )
    anchors.unlink(missing_ok=True)
    keep_head()
    checkpoints.checkpoint_now()


def edited(links: list[Link]) -> list[Link]:
    return [
        replace(link, subject="shipment:G49-FORGED") if link.seq == 4 else link for link in links
    ]


def deleted(links: list[Link]) -> list[Link]:
    return [link for link in links if link.seq != 4]


def inserted(links: list[Link]) -> list[Link]:
    return [*links[:4], replace(links[3], subject="shipment:G49-MADE-UP"), *links[4:]]


def reordered(links: list[Link]) -> list[Link]:
    times = [links[4].at, links[3].at]
    swapped = [
        replace(link, at=at) for link, at in zip((links[4], links[3]), sorted(times), strict=True)
    ]
    return [*links[:3], *swapped, *links[5:]]


def truncated(links: list[Link]) -> list[Link]:
    return links[:-1]


def rolled_back(links: list[Link]) -> list[Link]:
    return links[: EVENTS // 2]


def rewritten(links: list[Link]) -> list[Link]:
    return [replace(link, actor_name="Somebody else") for link in links]


ATTACKS: dict[Callable[[list[Link]], list[Link]], str] = {
    edited: "checkpoint",
    deleted: "truncated",
    inserted: "checkpoint",
    reordered: "checkpoint",
    truncated: "truncated",
    rolled_back: "truncated",
    rewritten: "checkpoint",
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_a_checkpoint_kept_outside_proves_the_attack(
    outside: Path, superuser: psycopg.Connection, anchors: Path, attack: Any
) -> None:
    size_and_root = checkpoints.root_known_outside(outside.read_text(), keys.verifiers())
    store_anew(superuser, attack(list(links_of(Event.objects.all()))), anchors)
    assert verify().is_intact, "the attacker is as good as can be"
    faults = verify(checkpoints=[size_and_root]).faults
    assert faults == (Fault(ATTACKS[attack], EVENTS),)  # type: ignore[arg-type]
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command(
            "verify_audit", "--no-record", checkpoint=[outside], stderr=said, stdout=StringIO()
        )
    assert str(EVENTS) in said.getvalue()


def test_a_log_that_went_on_still_has_the_checkpoint(outside: Path) -> None:
    note(5)
    checkpoints.checkpoint_now()
    said = StringIO()
    call_command("verify_audit", "--no-record", checkpoint=[outside], stdout=said)
    assert "intact" in said.getvalue()


def test_nothing_is_signed_that_contradicts_the_last_checkpoint(
    outside: Path, superuser: psycopg.Connection
) -> None:
    superuser.execute("UPDATE audit_event SET hash = repeat('a', 64) WHERE seq = 299")
    note(1)
    with pytest.raises(Inconsistent):
        checkpoints.checkpoint_now()
    superuser.execute("TRUNCATE audit_event, audit_head")
    note(1)
    with pytest.raises(Inconsistent):
        checkpoints.checkpoint_now()


STORED = {
    "UPDATE audit_checkpoint SET root = repeat('a', 64)": {"forged_checkpoint"},
    "UPDATE audit_checkpoint SET note = replace(note, '300', '299')": {"forged_checkpoint"},
    "UPDATE audit_checkpoint SET note = 'nothing'": {"forged_checkpoint"},
    "UPDATE audit_event SET subject = 'x' WHERE seq = 2": {"edited"},
    "UPDATE audit_event SET hash = repeat('a', 64) WHERE seq = 300": {
        "edited", "unexpected", "checkpoint"
    },
}  # fmt: skip


@pytest.mark.parametrize("attack", STORED)
def test_stored_checkpoints_are_held_against_the_log_and_the_keys(
    outside: Path, superuser: psycopg.Connection, attack: str
) -> None:
    superuser.execute(attack)  # type: ignore[call-overload]
    assert {fault.kind for fault in verify().faults} == STORED[attack]


def test_a_note_by_another_key_is_refused(outside: Path, settings: Any, tmp_path: Path) -> None:
    other = keys.new_signer().verifier.text
    with pytest.raises(CommandError, match="known key"):
        call_command("verify_audit", checkpoint=[outside], log_key=[keys.read_verifier(other)])


def test_a_lost_key_is_not_replaced_in_silence(outside: Path, settings: Any) -> None:
    (settings.KEYS / keys.SECRET).unlink()
    note(1)
    with pytest.raises(keys.KeyLost):
        checkpoints.checkpoint_now()


def test_tiles_are_kept_as_they_fill(outside: Path) -> None:
    assert list(Tile.objects.values_list("tier", "index")) == [(0, 0)]
    assert Checkpoint.objects.count() == 1
