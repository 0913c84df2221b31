"""What comes in as tables and messages, and which programs are told."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

MODELS = [
    migrations.CreateModel(
        name='BulkFile',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('filename', models.CharField(blank=True, max_length=150)),
            ('file', models.FileField(upload_to='bulk/%Y/%m')),
            ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
            ('trouble', models.CharField(blank=True, max_length=300)),
            ('columns', models.JSONField(default=list)),
            ('state', models.CharField(choices=[('waiting', 'Waiting'), ('checking', 'Checking'), ('submitting', 'Submitting'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10)),
            ('rows', models.PositiveIntegerField(default=0)),
            ('checked', models.PositiveIntegerField(default=0)),
            ('good', models.PositiveIntegerField(default=0)),
            ('bad', models.PositiveIntegerField(default=0)),
            ('touched_at', models.DateTimeField(auto_now=True)),
            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('exporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.exporter')),
            ('looked_at', models.PositiveIntegerField(default=0)),
            ('refused', models.PositiveIntegerField(default=0)),
            ('submitted', models.PositiveIntegerField(default=0)),
        ],
        options={
            'verbose_name': 'table of declarations',
            'ordering': ['-id'],
            'constraints': [models.UniqueConstraint(fields=('exporter', 'sha256'), name='bulk_file_once')],
        },
    ),
    migrations.CreateModel(
        name='BulkRow',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.PositiveIntegerField()),
            ('cells', models.JSONField()),
            ('errors', models.JSONField(default=dict)),
            ('is_checked', models.BooleanField(default=False)),
            ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declared_rows', to='shipments.bulkfile')),
            ('shipment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='shipments.shipment')),
        ],
        options={
            'verbose_name': 'row of a table of declarations',
            'ordering': ['number'],
            'indexes': [models.Index(models.F('file'), models.F('number'), condition=models.Q(('is_checked', False)), name='bulk_row_unchecked')],
            'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='bulk_row_once')],
        },
    ),
    migrations.CreateModel(
        name='MessageImport',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('filename', models.CharField(blank=True, max_length=150)),
            ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
            ('version', models.CharField(max_length=8)),
            ('told', models.JSONField(default=list)),
            ('guessed', models.JSONField(default=list)),
            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('shipment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='message_import', to='shipments.shipment')),
        ],
        options={
            'verbose_name': 'imported message',
        },
    ),
    migrations.CreateModel(
        name='RequestKey',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('key', models.CharField(max_length=80)),
            ('digest', models.CharField(max_length=64)),
            ('status', models.PositiveSmallIntegerField(null=True)),
            ('body', models.JSONField(null=True)),
            ('headers', models.JSONField(default=dict)),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'key of a request',
            'indexes': [models.Index(models.F('at'), name='request_key_by_time')],
            'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='request_key_once')],
        },
    ),
    migrations.CreateModel(
        name='Webhook',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('url', models.URLField(max_length=500, verbose_name='address')),
            ('secret', models.CharField(max_length=64)),
            ('made_at', models.DateTimeField(auto_now_add=True)),
            ('is_paused', models.BooleanField(default=False, verbose_name='paused')),
            ('exporter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='accounts.exporter')),
            ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'webhook',
            'ordering': ['id'],
            'constraints': [models.UniqueConstraint(fields=('exporter', 'url'), name='webhook_once')],
        },
    ),
    migrations.CreateModel(
        name='Delivery',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
            ('body', models.TextField()),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('tries', models.PositiveSmallIntegerField(default=0)),
            ('next_try_at', models.DateTimeField(null=True)),
            ('taken_at', models.DateTimeField(null=True)),
            ('answer', models.CharField(blank=True, max_length=200)),
            ('shipment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shipments.shipment')),
            ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='shipments.webhook')),
        ],
        options={
            'verbose_name': 'message to a webhook',
            'ordering': ['-id'],
            'indexes': [models.Index(models.F('next_try_at'), condition=models.Q(('next_try_at__isnull', False)), name='delivery_due'), models.Index(condition=models.Q(('next_try_at__isnull', True), ('taken_at__isnull', True)), fields=['webhook', 'tries', 'id'], name='delivery_left')],
        },
    ),
    migrations.CreateModel(
        name='DeclarationTemplate',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('name', models.CharField(max_length=60, verbose_name='name of the template')),
            ('exporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='templates', to='accounts.exporter')),
            ('shipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='templates', to='shipments.shipment')),
        ],
        options={
            'verbose_name': 'template',
            'ordering': ['name'],
            'constraints': [models.UniqueConstraint(fields=('exporter', 'name'), name='template_once', violation_error_message='You already have a template under this name.')],
        },
    ),
]
