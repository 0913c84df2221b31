"""From the next event on, times are the database's and never go back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_head")]

    operations = [
        migrations.AddField("head", "timed_from", models.BigIntegerField(default=1)),
        migrations.RunSQL("UPDATE audit_head SET timed_from = seq + 1", migrations.RunSQL.noop),
    ]
