"""The questions that came up, by subject, each with a short answer. What the policy may change, a
term or a format, stands on the page concerned: no answer names it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from shipments.help.for_people import (
    CODES,
    FILING,
    PAPERS,
    QUESTIONS,
    STATEMENTS,
    VERIFICATION,
    Pair,
)
from shipments.help.for_programs import PROGRAMS, WEBHOOKS


@dataclass(frozen=True)
class Topic:
    """A page of help: its key in the address, its title, questions with their answers."""

    key: str
    title: Any
    questions: tuple[Pair, ...]


TOPICS: tuple[Topic, ...] = (
    Topic("filing", _("Filing a declaration"), FILING),
    Topic("codes", _("Codes"), CODES),
    Topic("statements", _("End-use statements"), STATEMENTS),
    Topic("questions", _("Questions and holds by customs"), QUESTIONS),
    Topic("papers", _("Papers"), PAPERS),
    Topic("verification", _("Verifying papers"), VERIFICATION),
    Topic("api", _("The API"), PROGRAMS),
    Topic("webhooks", _("Webhooks"), WEBHOOKS),
)
