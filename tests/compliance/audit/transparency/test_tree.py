"""The tree over a log of five full tiles and some events more: what a checkpoint reads of them."""

import hashlib
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from compliance import clock
from compliance.audit.models import Event, Tile
from compliance.audit.transparency.merkle import leaf_hash, root_of
from compliance.audit.transparency.tree import Tree

EVENTS = 5 * 256 + 10
HASHES = [hashlib.sha256(b"%d" % seq).digest() for seq in range(1, EVENTS + 1)]
STARTS = range(0, 5 * 256, 256)
ROOT = root_of([leaf_hash(each) for each in HASHES])

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _log() -> None:
    Event.objects.bulk_create(
        Event(seq=seq, at=clock.now(), verb="note", detail={}, hash=hash_.hex())
        for seq, hash_ in enumerate(HASHES, start=1)
    )


def test_full_tiles_are_read_as_their_roots(django_assert_num_queries: Any) -> None:
    Tree(EVENTS).keep_tiles()
    assert Tile.objects.count() == 5
    with django_assert_num_queries(2):  # the roots of the five, and the last events
        assert Tree(EVENTS).root() == ROOT


@pytest.fixture
def _of_an_older_release() -> None:
    """The five tiles, without a root."""
    tiles = [b"".join(map(leaf_hash, HASHES[at : at + 256])) for at in STARTS]
    Tile.objects.bulk_create(
        Tile(tier=0, index=index, hashes=hashes) for index, hashes in enumerate(tiles)
    )


@pytest.mark.usefixtures("_of_an_older_release")
def test_tiles_that_an_older_release_kept_without_a_root_count_as_well() -> None:
    assert Tree(EVENTS).root() == ROOT


@pytest.mark.usefixtures("_of_an_older_release")
def test_an_installation_gets_the_roots_of_the_tiles_it_has_and_keeps_them_as_they_are() -> None:
    migration = import_module("compliance.audit.migrations.0006_roots_of_tiles").Migration
    _add, allow, fill, forbid = migration.operations
    with connection.cursor() as cursor:
        cursor.execute(allow.sql)
        fill.code(apps, None)
        cursor.execute(forbid.sql)
    expected = [root_of([leaf_hash(each) for each in HASHES[at : at + 256]]) for at in STARTS]
    assert [bytes(each.root or b"") for each in Tile.objects.order_by("index")] == expected
    with pytest.raises(IntegrityError, match="append-only"):
        Tile.objects.update(root=b"")


def test_roots_are_there_for_the_beginning_of_the_log_too() -> None:
    Tree(EVENTS).keep_tiles()
    for size in (1, 255, 256, 257, 700, 1024, 1280, 1281):
        assert Tree(EVENTS).root(size) == root_of([leaf_hash(each) for each in HASHES[:size]])
        assert Tree(size).root() == Tree(EVENTS).root(size)
