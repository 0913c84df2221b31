"""Words and links for events."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from compliance.audit.chain import Fault
from compliance.audit.verification import sentence_of
from compliance.audit.wording import name_of

register = template.Library()


@register.filter
def verb_name(verb: str) -> str:
    """What happened, in the reader's language."""
    return name_of(verb)


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
