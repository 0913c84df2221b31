"""Whom an open case waits for, and until when: words of the columns that the queue reads."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shipments.moves import OPEN

NO_DAY = date(9999, 12, 31)
"""The deadline of a case that has none: it sorts after every other."""
IS_OPEN = Q(status__in=[status.value for status in OPEN])


class WaitsFor(models.TextChoices):
    """Who has to act next on an open case."""

    OFFICER = "officer", _("An officer")
    ANSWERED = "answered", _("An officer, after an answer")
    SECOND = "second", _("A second officer")
    EXPORTER = "exporter", pgettext_lazy("waits for", "The exporter")
    MINISTRY = "ministry", _("The ministry")
