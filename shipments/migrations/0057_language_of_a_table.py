"""A table of declarations keeps the language in which it was brought in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shipments", "0001_squashed_0056_delivery_left")]

    operations = [
        migrations.AddField(
            "bulkfile", "language", models.CharField(default="zh-hans", max_length=10)
        )
    ]
