"""Words for the pages of officers and auditors."""

from django import template
from django.utils.translation import gettext as _

from compliance.audit.wording import name_of
from compliance.law.rules import CATALOGUE
from shipments.labels import label_of
from shipments.models import ScreenedFinding
from shipments.review.dispositions import about
from shipments.review.verbs import VERB_PAGES

register = template.Library()


@register.filter
def decision_name(verb: str) -> str:
    """What was decided: Release, Hold …"""
    page = VERB_PAGES.get(verb.replace("_", "-"))
    return str(page.label) if page else name_of(verb)


@register.filter
def finding_about(finding: ScreenedFinding) -> str:
    """The rule and whom or what it met."""
    return about(finding)


@register.filter
def rule_title(code: str) -> str:
    """What a rule is called; the code of one that is gone."""
    rule = CATALOGUE.get(code)
    return str(rule.title) if rule else code


@register.filter
def field_label(name: str) -> str:
    """A declared field's or party role's name."""
    return label_of(name)


@register.filter
def relation_name(relation: str) -> str:
    """How two tokens of aligned names relate."""
    return {
        "same": _("same"),
        "typo": _("one is misspelt"),
        "omitted": _("only on the list"),
        "added": _("only declared"),
        "contradicts": _("contradicts"),
        "variant": _("spelling variant"),
        "pinyin": _("same sound in pinyin"),
        "joined": _("joined or split"),
    }.get(relation, relation)
