"""An empty database gets by the squashed migrations what all old files make one after the other; an
installation that took some of those goes on with the others."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.postgres.operations import CreateExtension
from django.db import connection
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder

from compliance import safekeeping

HOUSES = ("compliance.", "enduse.", "shipments.")
# What is squashed, with the last file of each.
SQUASHED = {("shipments", "0001_squashed_0056_delivery_left"): "0056_delivery_left"}
# Files that also did something to rows of before: an empty database has none.
FOR_ROWS_OF_BEFORE = {
    "shipments": {
        "0010_party_appearances",
        "0011_licence_value",
        "0012_declared_names",
        "0019_troubles_and_past_offices",
        "0022_statement_draws",
        "0027_queue",
        "0037_follow_ups_by_exporter",
    }
}
squashed_ones = pytest.mark.parametrize("key", SQUASHED, ids=lambda key: key[0])


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    """All files, with none in the place of others."""
    return MigrationLoader(None, replace_migrations=False)


def old_files(loader: MigrationLoader, key: tuple[str, str]) -> list[Migration]:
    return [loader.disk_migrations[each] for each in loader.disk_migrations[key].replaces]


def test_every_squashed_migration_is_looked_at(loader: MigrationLoader) -> None:
    ours = {
        key for key, each in loader.replacements.items() if type(each).__module__.startswith(HOUSES)
    }
    assert ours == set(SQUASHED)


@squashed_ones
def test_it_replaces_all_files_up_to_the_last(
    loader: MigrationLoader, key: tuple[str, str]
) -> None:
    app, last = key[0], SQUASHED[key]
    files = sorted(name for label, name in loader.disk_migrations if label == app)
    assert loader.disk_migrations[key].replaces == [
        (app, name) for name in files if name <= last and "_squashed_" not in name
    ]


@squashed_ones
def test_it_makes_the_same_models(loader: MigrationLoader, key: tuple[str, str]) -> None:
    by_old_files = loader.project_state([(key[0], SQUASHED[key])])
    at_once = loader.project_state([key])
    assert MigrationAutodetector(by_old_files, at_once).changes(loader.graph) == {}
    assert MigrationAutodetector(at_once, by_old_files).changes(loader.graph) == {}


@squashed_ones
def test_it_says_the_same_to_the_database_itself(
    loader: MigrationLoader, key: tuple[str, str]
) -> None:
    """Triggers, functions, sequences, extensions: all that can be taken back."""
    before = [each for file in old_files(loader, key) for each in file.operations]
    assert _statements(loader.disk_migrations[key].operations) == _statements(before)
    assert _extensions(loader.disk_migrations[key].operations) == _extensions(before)


@squashed_ones
def test_nothing_else_than_work_on_rows_of_before_falls_away(
    loader: MigrationLoader, key: tuple[str, str]
) -> None:
    found = {
        file.name for file in old_files(loader, key) if any(map(_cannot_go_back, file.operations))
    }
    assert found == FOR_ROWS_OF_BEFORE[key[0]]


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.usefixtures("transactional_db")
def test_the_databases_are_the_same_to_the_letter(tmp_path: Path) -> None:
    """One stopped in the midst of the old files and went on, one was made by the squashed ones."""
    with an_empty_database():
        _stop_in_the_middle()
        _go_on()
        by_old_files = _dump(tmp_path / "old")
        _forget_the_squashed_ones()
        assert _go_on() == 0
    with an_empty_database():
        assert _go_on() > 0
        at_once = _dump(tmp_path / "new")
    assert at_once == by_old_files


def _statements(operations: list[Operation]) -> set[str]:
    told = (each for each in operations if isinstance(each, RunSQL) and not _cannot_go_back(each))
    texts = (str(text) for each in told for text in (each.sql, each.reverse_sql))
    pieces = (" ".join(piece.split()) for text in texts for piece in text.split(";"))
    return {piece for piece in pieces if piece}


def _extensions(operations: list[Operation]) -> set[str]:
    return {each.name for each in operations if isinstance(each, CreateExtension)}


def _cannot_go_back(operation: Operation) -> bool:
    """Work on rows has nothing to undo: its table goes, or its column."""
    if isinstance(operation, RunSQL):
        return operation.reverse_sql == RunSQL.noop
    return isinstance(operation, RunPython)


@contextmanager
def an_empty_database() -> Iterator[None]:
    """In the place of the tests' own, and gone afterwards."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_empty"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def _stop_in_the_middle() -> None:
    """By the old files, as far as half of each room."""
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    halves = [executor.loader.replacements[key].replaces for key in SQUASHED]
    executor.migrate([each[len(each) // 2] for each in halves])


def _go_on() -> int:
    """What `migrate` does; how many migrations it takes. In the end the squashed ones are noted."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(leaves)
    executor.migrate(leaves, plan)
    assert set(SQUASHED) <= set(MigrationRecorder(connection).applied_migrations())
    return len(plan)


def _forget_the_squashed_ones() -> None:
    """As in an installation that has all old ones and meets these for the first time."""
    for key in SQUASHED:
        MigrationRecorder(connection).record_unapplied(*key)


def _dump(folder: Path) -> str:
    """All of the catalogue and of the rows, but for which migrations went by and when."""
    folder.mkdir()
    connection.close()
    said = ("--inserts", "--exclude-table-data=django_migrations*")
    safekeeping._run("pg_dump", *said, f"--file={folder / 'all.sql'}")
    text = (folder / "all.sql").read_text()
    assert text.count("CREATE TABLE") > 60
    assert "INSERT INTO public.policy_policyversion" in text
    return re.sub(
        r"^\\(un)?restrict .*$|^SELECT .*django_migrations_id_seq.*$", "", text, flags=re.M
    )
