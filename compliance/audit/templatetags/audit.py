"""Words and links for events."""

import re
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from compliance.audit.chain import Fault
from compliance.audit.verification import sentence_of
from compliance.audit.wording import name_of, name_of_key, name_of_value

register = template.Library()
register.filter("verb_name", name_of)

LONGEST_VALUE = 120
HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28,52}\b")


@register.filter
def fault_sentence(fault: dict[str, Any]) -> str:
    """A stored fault in the reader's language."""
    return sentence_of(Fault(**fault))


@register.filter
def subject_url(subject: str) -> str:
    """The page about the subject, or "" where there is none."""
    kind, _colon, name = subject.partition(":")
    if kind != "shipment":
        return ""
    try:
        return reverse("review:case", args=[name])
    except NoReverseMatch:
        return ""


@register.filter
def told(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """An event's detail as named values; hashes and long texts shortened, blanks left out."""
    return [
        (name_of_key(key), _short(name_of_value(key, value)))
        for key, value in detail.items()
        if value not in (None, "", [])
    ]


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    text = HASH.sub(r"\1…", str(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
