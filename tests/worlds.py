"""Worlds that many tests begin with: a fixture marked `made_once` is played once a process, and
what it left is put back for each further test as rows and files. So every test has one of its own,
whichever tests ran before it, in the same transaction as always or in none.
"""

import pickle
import shutil
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction

from compliance import clock
from compliance.accounts.models import CustomsOffice, Exporter, User
from compliance.audit.models import Head
from compliance.parties.models import ListVersion
from compliance.policy.models import PolicyVersion
from shipments.models import Shipment
from tests.kept_rows import Rows, copy_in, copy_out, those_with_rows

GROUND = [
    model._meta.db_table for model in (CustomsOffice, Exporter, User, ListVersion, Head, Shipment)
]
P, T = ParamSpec("P"), TypeVar("T")


class _World(NamedTuple):
    """What was made: the answer, rows by table (all rows of those that are emptied first, for it
    changed what was there), files."""

    answer: bytes
    emptied: tuple[str, ...]
    tables: tuple[str, ...]
    rows: Rows
    files: TemporaryDirectory[str] | None


_kept: dict[tuple[object, ...], _World] = {}


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """Of a fixture that leaves nothing but its answer, which can be pickled, rows, and files in the
    `tmp_path` that it asks for. Settings are for other fixtures, which it may ask for."""

    @wraps(make)
    def put(*args: P.args, **kwargs: P.kwargs) -> T:
        if clock.chosen():
            return make(*args, **kwargs)
        folder = kwargs.get("tmp_path")
        key = (make.__module__, make.__qualname__, *_ground())
        if key in _kept:
            _put_back(_kept[key], folder)
        else:
            _kept[key] = _made(lambda: make(*args, **kwargs), folder)
        answer: T = pickle.loads(_kept[key].answer)
        return answer

    return put


def _ground() -> tuple[object, ...]:
    """All that a world may stand on: its rows name those of people and lists and follow the log."""
    policies = PolicyVersion.objects.order_by("number").values_list("number", "body_sha256")
    keys = settings.AUDIT_KEY, settings.SECRET_KEY
    return clock.today(), *keys, tuple(policies), *copy_out(GROUND)


def _made(make: Callable[[], object], folder: Any) -> _World:
    before = _all_rows()
    answer = pickle.dumps(make())
    emptied, rows = [], {}
    for table, now in _all_rows().items():
        then = set(before.get(table, ()))
        if not then.issubset(now):
            emptied.append(table)
        rows[table] = now if table in emptied else [row for row in now if row not in then]
    rows = {table: found for table, found in rows.items() if found}
    lines = [b"".join(found) for found in rows.values()]
    return _World(answer, tuple(emptied), tuple(rows), lines, _copied(folder))


def _all_rows() -> dict[str, list[bytes]]:
    tables = those_with_rows(_every_table())
    kept = copy_out(tables)
    return {table: rows.splitlines(keepends=True) for table, rows in zip(tables, kept, strict=True)}


@cache
def _every_table() -> list[str]:
    return sorted(connection.introspection.django_table_names())


def _put_back(world: _World, folder: Any) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in world.emptied:
                cursor.execute(f"DELETE FROM {table}")
        copy_in(world.tables, world.rows)
    if world.files:
        shutil.copytree(world.files.name, folder, dirs_exist_ok=True)


def _copied(folder: Path | None) -> TemporaryDirectory[str] | None:
    if not folder:
        return None
    kept = TemporaryDirectory()
    shutil.copytree(folder, kept.name, dirs_exist_ok=True)
    return kept
