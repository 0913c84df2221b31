"""Signed checkpoints of the log, and the complete tiles of its tree; both append-only."""

from django.db import migrations, models

TABLES = ("audit_checkpoint", "audit_tile")
TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change();"
    for table in TABLES
)
BACK = "".join(f"DROP TRIGGER {table}_append_only ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_time_of_the_database")]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField(unique=True)),
                ("root", models.CharField(max_length=64)),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField(verbose_name="time")),
            ],
            options={"verbose_name": "checkpoint of the log", "ordering": ["size"]},
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tier", models.PositiveSmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("hashes", models.BinaryField()),
            ],
            options={
                "verbose_name": "tile of the log",
                "constraints": [models.UniqueConstraint(fields=["tier", "index"], name="one_tile_a_place")],
            },
        ),
        migrations.RunSQL(TRIGGERS, BACK),
    ]
