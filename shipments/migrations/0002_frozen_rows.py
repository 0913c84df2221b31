"""Revisions, screenings and findings are written once: triggers refuse any change."""

from django.db import migrations

TABLES = ("shipments_revision", "shipments_screening", "shipments_screenedfinding")
CREATE = "".join(
    f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change();"
    for table in TABLES
)
DROP = "".join(f"DROP TRIGGER {table}_frozen ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("shipments", "0001_initial"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(CREATE, DROP)]
