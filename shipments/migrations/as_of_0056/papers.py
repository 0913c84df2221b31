"""What is printed of it, how long it is kept, and which files go."""

import django.db.models.deletion
import shipments.models.paperwork
import shipments.papers
from django.conf import settings
from django.db import migrations, models

MODELS = [
    migrations.CreateModel(
        name='Document',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=shipments.papers.paper_choices, max_length=24, verbose_name='paper')),
            ('state', models.CharField(choices=[('queued', 'Queued'), ('rendering', 'Rendering'), ('ready', 'Ready'), ('failed', 'Failed')], default='queued', max_length=10)),
            ('issued_at', models.DateTimeField(verbose_name='issued')),
            ('verification_code', models.CharField(default=shipments.models.paperwork.new_verification_code, max_length=20, unique=True)),
            ('attempts', models.PositiveSmallIntegerField(default=0)),
            ('error', models.CharField(blank=True, max_length=300)),
            ('started_at', models.DateTimeField(null=True)),
            ('ready_at', models.DateTimeField(null=True)),
            ('file', models.FileField(blank=True, upload_to='documents/%Y/%m')),
            ('size', models.PositiveIntegerField(default=0)),
            ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
            ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='shipments.decision')),
            ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shipments.revision')),
            ('shipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='shipments.shipment')),
            ('audit_head', models.CharField(blank=True, max_length=40)),
            ('revoked_at', models.DateTimeField(null=True)),
            ('site_url', models.CharField(default=shipments.models.paperwork.present_site_url, max_length=200)),
            ('basis', models.JSONField(default=list)),
            ('details', models.JSONField(default=dict)),
            ('edition', models.PositiveSmallIntegerField(default=1)),
            ('checkpoint', models.CharField(blank=True, max_length=40)),
            ('irreparable_at', models.DateTimeField(null=True)),
            ('layout', models.PositiveSmallIntegerField(default=1)),
            ('message', models.TextField(blank=True)),
            ('must_be_signed', models.BooleanField(default=False)),
            ('rendered_sha256', models.CharField(blank=True, max_length=64)),
            ('drawn_from', models.PositiveBigIntegerField(default=0)),
        ],
        options={
            'verbose_name': 'document',
            'ordering': ['id'],
            'indexes': [models.Index(models.F('issued_at'), condition=models.Q(('state__in', ['queued', 'rendering'])), name='document_unfinished'), models.Index(models.F('shipment'), condition=models.Q(('state', 'failed')), name='document_failed'), models.Index(models.F('sha256'), name='document_by_sum'), models.Index(models.F('rendered_sha256'), name='document_by_rendered_sum'), models.Index(models.F('shipment'), condition=models.Q(('irreparable_at__isnull', False)), name='document_irreparable'), models.Index(models.F('error'), condition=models.Q(('state', 'queued'), models.Q(('error', ''), _negated=True)), name='document_stuck')],
            'constraints': [models.CheckConstraint(condition=models.Q(('must_be_signed', False), models.Q(('state', 'ready'), _negated=True), models.Q(('rendered_sha256', ''), _negated=True), _connector='OR'), name='paper_is_signed_where_it_must_be'), models.UniqueConstraint(fields=('revision', 'kind', 'decision', 'drawn_from'), name='paper_once_per_decision', nulls_distinct=False)],
        },
    ),
    migrations.CreateModel(
        name='PaperSignature',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('addition', models.BinaryField()),
            ('certificate', models.CharField(max_length=64)),
            ('has_timestamp', models.BooleanField(default=False)),
            ('signed_at', models.DateTimeField(verbose_name='signed')),
            ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='shipments.document')),
        ],
        options={
            'verbose_name': 'signature of a paper',
        },
    ),
    migrations.CreateModel(
        name='Preview',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
            ('state', models.CharField(choices=[('trying', 'Being drawn'), ('ready', 'Drawn'), ('impossible', 'Cannot be drawn')], default='trying', max_length=10)),
            ('pages', models.PositiveSmallIntegerField(default=0)),
            ('tries', models.PositiveSmallIntegerField(default=0)),
            ('tried_at', models.DateTimeField()),
        ],
        options={
            'verbose_name': 'preview',
        },
    ),
    migrations.CreateModel(
        name='Report',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('month', 'Monthly report'), ('year', 'Yearly report'), ('levers', 'What a draft would have done to the flows')], max_length=8, verbose_name='kind')),
            ('subject', models.CharField(max_length=20)),
            ('content', models.JSONField()),
            ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
            ('asked_at', models.DateTimeField(verbose_name='time')),
            ('state', models.CharField(choices=[('queued', 'Being made'), ('ready', 'Ready'), ('failed', 'Failed')], default='queued', max_length=8)),
            ('attempts', models.PositiveSmallIntegerField(default=0)),
            ('zh_name', models.CharField(blank=True, max_length=120)),
            ('zh_sha256', models.CharField(blank=True, max_length=64)),
            ('en_name', models.CharField(blank=True, max_length=120)),
            ('en_sha256', models.CharField(blank=True, max_length=64)),
            ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'report',
            'ordering': ['-id'],
            'constraints': [models.UniqueConstraint(fields=('kind', 'subject', 'sha256'), name='same_figures_same_report')],
        },
    ),
    migrations.CreateModel(
        name='Disposal',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('reason', models.TextField(max_length=500, verbose_name='reason')),
            ('proposed_at', models.DateTimeField(verbose_name='proposed')),
            ('signed_at', models.DateTimeField(null=True, verbose_name='signed')),
            ('destroyed', models.JSONField(default=list)),
            ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('shipment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='disposal', to='shipments.shipment')),
            ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'disposal',
            'ordering': ['id'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('signed_at__isnull', False), models.Q(('signed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='disposal_signed_by_another')],
        },
    ),
    migrations.CreateModel(
        name='LegalHold',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('reason', models.TextField(max_length=500, verbose_name='reason')),
            ('at', models.DateTimeField(verbose_name='placed')),
            ('lifted_at', models.DateTimeField(null=True, verbose_name='lifted')),
            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('shipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='shipments.shipment')),
        ],
        options={
            'verbose_name': 'legal hold',
            'ordering': ['id'],
            'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('shipment',), name='one_open_legal_hold'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lifted_at__isnull', False), models.Q(('lifted_by', models.F('by')), _negated=True)), _connector='OR'), name='legal_hold_lifted_by_another')],
        },
    ),
    migrations.CreateModel(
        name='DoomedFile',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('name', models.CharField(max_length=200, unique=True)),
            ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
            ('since', models.DateTimeField()),
        ],
        options={
            'verbose_name': 'file to be deleted',
            'ordering': ['id'],
        },
    ),
    migrations.CreateModel(
        name='DamagedUpload',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('name', models.CharField(max_length=200, unique=True)),
            ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
            ('subject', models.CharField(max_length=60)),
            ('since', models.DateTimeField()),
        ],
        options={
            'verbose_name': 'damaged upload',
            'ordering': ['id'],
        },
    ),
]
