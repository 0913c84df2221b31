"""Words for the pages of officers and auditors."""

from typing import Any

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.audit.wording import name_of
from compliance.law.rules import CATALOGUE
from shipments.grounds import ground_of
from shipments.labels import label_of
from shipments.models import Decision, Hold, ScreenedFinding
from shipments.question_told import question_told
from shipments.review.dispositions import about
from shipments.review.verbs import VERB_PAGES

register = template.Library()


@register.filter
def decision_name(verb: str) -> str:
    """What was decided: Release, Hold … A recall is named for itself: it may still be proposed."""
    if verb == "countersign_recall":
        return _("Recall of the release")
    if verb == "sign_detention":
        return capfirst(_("detention"))
    page = VERB_PAGES.get(verb.replace("_", "-"))
    return str(page.label) if page else name_of(verb)


@register.filter
def ground_shown(decision: Decision) -> str:
    """The ground it names, marked where it is not verified; "" where it names none."""
    ground = ground_of(decision)
    return ground.shown if ground else ""


@register.filter
def finding_name(finding: ScreenedFinding) -> str:
    """The rule, whom or what it met, and what the rule is called unless it is gone."""
    rule = CATALOGUE.get(finding.rule)
    named = {"about": about(finding), "label": rule.title if rule else ""}
    return _("%(about)s: %(label)s") % named if rule else about(finding)


@register.simple_tag(name="question_told")
def told_of(hold: Hold) -> dict[str, Any]:
    """What is shown of the question behind a hold."""
    return question_told(hold)


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
        "kind": _("kind of party"),
        "country": _("country or region"),
        "number": _("registration number"),
        "address": _("address"),
        "date": _("date of birth or founding"),
    }.get(relation, relation)
