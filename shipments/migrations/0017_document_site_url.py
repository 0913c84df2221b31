import shipments.models.paperwork
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("shipments", "0016_recall_and_departure"),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='site_url',
            field=models.CharField(default=shipments.models.paperwork.present_site_url, max_length=200),
        ),
    ]
