"""Words for the pages of officers and auditors."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.audit.wording import name_of
from compliance.law.rules import CATALOGUE
from shipments.grounds import ground_of
from shipments.labels import label_of, list_name
from shipments.models import Decision, ScreenedFinding
from shipments.question_told import question_told
from shipments.review.dispositions import about
from shipments.review.verbs import VERB_PAGES

register = template.Library()
register.simple_tag(question_told)
register.filter("field_label", label_of)
register.filter(list_name)


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
