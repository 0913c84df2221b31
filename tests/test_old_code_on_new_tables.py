"""While one process after another is renewed, the code of the last release runs on the new tables:
since that release migrations only add. What takes away waits one release longer."""

import ast
from pathlib import Path

from django.apps import apps
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

ROOT = Path(__file__).resolve().parents[1]
# The last migration of each room as it was last released; what is newer must not break that.
# Whoever makes a release writes its heads here. Rooms not named are still in their first release.
RELEASED = {
    "accounts": "0004_user_language_user_unread",
    "archive": "0001_initial",
    "audit": "0005_checkpoints",
    "policy": "0002_first_policy",
}
ADDS = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddIndex,
    migrations.AddConstraint,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.RunPython,
    migrations.RunSQL,
)
# (app, migration, operation): why the old code does not mind.
EXCEPTIONS: dict[tuple[str, str, str], str] = {}


def newer() -> list[tuple[str, str, migrations.Migration]]:
    """Ours that came after the release, in order; of a squashed one the files it replaces."""
    rooms = [ROOT / name for name in ("compliance", "enduse", "shipments")]
    ours = {
        each.label
        for each in apps.get_app_configs()
        if any(Path(each.path).is_relative_to(room) for room in rooms)
    }
    disk = MigrationLoader(None).disk_migrations
    found = [
        (app, name, each) for (app, name), each in disk.items() if app in ours and not each.replaces
    ]
    return sorted((each for each in found if _is_newer(*each[:2])), key=lambda each: each[:2])


def _is_newer(app: str, name: str) -> bool:
    return app in RELEASED and name[:4] > RELEASED[app][:4]


def obstacle(operation: migrations.operations.base.Operation) -> str:
    """What the old code would stumble over; "" for nothing."""
    if isinstance(operation, migrations.AlterField):
        return "" if _only_widens(operation) else "changes a column"
    if not isinstance(operation, ADDS):
        return f"{type(operation).__name__} takes something away"
    if isinstance(operation, migrations.AddField) and not _can_be_left_out(operation.field):
        return "adds a column that the old code does not fill"
    return ""


def _can_be_left_out(field: object) -> bool:
    """Old code inserts rows without it: it may be null, many-to-many, or the database fills it."""
    has_database_default = getattr(field, "db_default", NOT_PROVIDED) is not NOT_PROVIDED
    return bool(getattr(field, "null", False) or field.many_to_many or has_database_default)  # type: ignore[attr-defined]


def _only_widens(operation: migrations.AlterField) -> bool:
    """Choices, names and longer texts; whether it became longer is for the reader of the change."""
    return bool(operation.field.null or operation.field.choices or operation.field.has_default())


def test_migrations_since_the_release_only_add() -> None:
    found = {
        (app, name, operation.describe()): obstacle(operation)
        for app, name, migration in newer()
        for operation in migration.operations
    }
    assert {key: why for key, why in found.items() if why and key not in EXCEPTIONS} == {}


def test_what_takes_away_is_seen() -> None:
    from django.db import models

    assert obstacle(migrations.RemoveField("shipment", "office"))
    assert obstacle(migrations.DeleteModel("Hold"))
    assert obstacle(migrations.RenameField("shipment", "office", "customs"))
    assert obstacle(migrations.AddField("shipment", "x", models.CharField(max_length=3)))
    assert not obstacle(migrations.AddField("shipment", "x", models.CharField(null=True)))
    assert not obstacle(migrations.AddField("shipment", "x", models.IntegerField(db_default=0)))


def test_the_release_is_one_of_ours() -> None:
    for app, name in RELEASED.items():
        file = Path(apps.get_app_config(app).path) / "migrations" / f"{name}.py"
        assert ast.parse(file.read_text())
