"""Who owes a report, and that a report differs, in columns of their own."""

import django.db.models.deletion
from django.db import migrations, models


def fill_exporters(apps, schema_editor):
    FollowUp = apps.get_model("shipments", "FollowUp")
    Shipment = apps.get_model("shipments", "Shipment")
    owner = Shipment.objects.filter(pk=models.OuterRef("shipment_id")).values("exporter_id")[:1]
    FollowUp.objects.filter(exporter__isnull=True).update(exporter_id=models.Subquery(owner))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_user_language_user_unread"),
        ("shipments", "0036_papers_on_request"),
    ]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="exporter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.exporter",
            ),
        ),
        migrations.AddField(
            model_name="followupreport",
            name="differs",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(fill_exporters, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="followup",
            name="exporter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.exporter",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True), ("met_at__isnull", True)),
                fields=["exporter", "due_on", "id"],
                name="follow_up_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="followupreport",
            index=models.Index(
                condition=models.Q(
                    ("differs", True), models.Q(("state", "accepted"), _negated=True)
                ),
                fields=["shipment"],
                name="report_of_a_change",
            ),
        ),
        migrations.AddIndex(
            model_name="followupreport",
            index=models.Index(
                condition=models.Q(("state", "filed")), fields=["id"], name="report_to_be_read"
            ),
        ),
    ]
