"""The sequence behind pre-entry numbers."""

from django.db import migrations

CREATE = "CREATE SEQUENCE shipments_declaration_no MAXVALUE 999999999"
DROP = "DROP SEQUENCE shipments_declaration_no"


class Migration(migrations.Migration):
    dependencies = [("shipments", "0003_document_audit_head")]

    operations = [migrations.RunSQL(CREATE, DROP)]
