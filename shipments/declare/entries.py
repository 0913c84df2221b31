"""What an exporter keeps to copy from: saved unless somebody else was first."""

from typing import Any

from django.db import transaction

from compliance import limits
from compliance.accounts.models import Exporter
from compliance.ui.row_forms import OwnedForm


@transaction.atomic
def save_entry(form: OwnedForm, exporter: Exporter) -> Any:
    """Save the valid form; a double click makes a new entry once.

    Raises ChangedMeanwhile when another tab saved it first, and Conflict for a name taken
    meanwhile or more entries than one may keep.
    """
    Exporter.objects.select_for_update().get(pk=exporter.pk)
    made = form.made_before()
    if made:
        return made
    form.check_unchanged()
    form.check_still_unique()
    if form.instance.pk is None:
        limits.kept_rows_left(type(form.instance).objects.filter(exporter=exporter).count())
    entry = form.save()
    form.remember(entry)
    return entry
