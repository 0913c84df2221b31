"""The tables as the migrations 0001 to 0056 leave them, for an empty database; as_of_0056 holds them.

What those did to rows that were there already (0010, 0011, 0012, 0019, 0022, 0027, 0037) has nothing
to do here. An installation that took some of them goes on with the others.
"""

from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from compliance.create_models import CreateModels
from shipments.migrations.as_of_0056 import (
    declarations,
    flows,
    follow_ups,
    guards,
    licences,
    papers,
    programs,
    reviews,
    screenings,
)


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('shipments', '0001_initial'),
        ('shipments', '0002_frozen_rows'),
        ('shipments', '0003_document_audit_head'),
        ('shipments', '0004_declaration_sequence'),
        ('shipments', '0005_hit_decisions'),
        ('shipments', '0006_end_user_index'),
        ('shipments', '0007_licences_and_rehearsals'),
        ('shipments', '0008_search_indexes'),
        ('shipments', '0009_rehearse_uploads'),
        ('shipments', '0010_party_appearances'),
        ('shipments', '0011_licence_value'),
        ('shipments', '0012_declared_names'),
        ('shipments', '0013_confirmed_entries'),
        ('shipments', '0014_dispositions'),
        ('shipments', '0015_requests_and_precedents'),
        ('shipments', '0016_recall_and_departure'),
        ('shipments', '0017_document_site_url'),
        ('shipments', '0018_licence_forms_and_advisories'),
        ('shipments', '0019_troubles_and_past_offices'),
        ('shipments', '0020_papers_keep_their_words'),
        ('shipments', '0021_overdue_departures'),
        ('shipments', '0022_statement_draws'),
        ('shipments', '0023_flows'),
        ('shipments', '0024_wide_names_and_exchange'),
        ('shipments', '0025_questions_and_returned_draws'),
        ('shipments', '0026_end_user_readings'),
        ('shipments', '0027_queue'),
        ('shipments', '0028_flat_lists'),
        ('shipments', '0029_half_filled_pages'),
        ('shipments', '0030_inspections'),
        ('shipments', '0031_checkpoint_on_papers'),
        ('shipments', '0032_follow_ups'),
        ('shipments', '0033_papers_are_signed'),
        ('shipments', '0034_reports'),
        ('shipments', '0035_grounds_and_orders'),
        ('shipments', '0036_papers_on_request'),
        ('shipments', '0037_follow_ups_by_exporter'),
        ('shipments', '0038_orders'),
        ('shipments', '0039_standing_verdicts_and_notes'),
        ('shipments', '0040_retention'),
        ('shipments', '0041_templates_and_amendments'),
        ('shipments', '0042_pages_that_stay_flat'),
        ('shipments', '0043_previews'),
        ('shipments', '0044_balances'),
        ('shipments', '0045_several_statements'),
        ('shipments', '0046_papers_handed_in'),
        ('shipments', '0047_test_messages_of_webhooks'),
        ('shipments', '0048_licence_editions'),
        ('shipments', '0049_bulk_submission'),
        ('shipments', '0050_grants_by_two_and_figure_files'),
        ('shipments', '0051_doomed_files'),
        ('shipments', '0052_edition_reading'),
        ('shipments', '0053_damaged_uploads'),
        ('shipments', '0054_refusals_by_day'),
        ('shipments', '0055_received_in_one_index'),
        ('shipments', '0056_delivery_left'),
    ]

    dependencies = [
        ('accounts', '0004_user_language_user_unread'),
        ('audit', '0002_append_only'),
        ('enduse', '0002_wide_names'),
        ('parties', '0003_frozen_lists'),
        ('policy', '0002_first_policy'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        guards.SEQUENCE,
        CreateModels([
            *declarations.MODELS,
            *screenings.MODELS,
            *reviews.MODELS,
            *papers.MODELS,
            *licences.MODELS,
            *follow_ups.MODELS,
            *flows.MODELS,
            *programs.MODELS,
        ]),
        guards.GUARDS,
    ]
