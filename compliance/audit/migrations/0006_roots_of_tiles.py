"""Each tile of the log keeps its root: a checkpoint then reads one row for 256 events, where it made
all of their hashes anew."""

from typing import Any

from django.db import migrations, models

from compliance.audit.transparency.merkle import root_of

HASH = 32
ALLOW = "ALTER TABLE audit_tile DISABLE TRIGGER audit_tile_append_only"
FORBID = "ALTER TABLE audit_tile ENABLE TRIGGER audit_tile_append_only"


def add_roots(apps: Any, _schema_editor: Any) -> None:
    """Of the tiles that are kept already."""
    tiles = apps.get_model("audit", "Tile").objects
    for tile in tiles.iterator(chunk_size=200):
        hashes = bytes(tile.hashes)
        parts = [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]
        tiles.filter(pk=tile.pk).update(root=root_of(parts))


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_checkpoints")]

    operations = [
        migrations.AddField("tile", "root", models.BinaryField(null=True)),
        migrations.RunSQL(ALLOW, migrations.RunSQL.noop),
        migrations.RunPython(add_roots, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(FORBID, migrations.RunSQL.noop),
    ]
