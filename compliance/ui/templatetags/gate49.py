"""Filters and tags that every template has without loading them.

Filters
    {{ line.net_weight_kg|kg }}          1,234.5 kg          (zeros trimmed, grouped)
    {{ counts.open|capped }}             1,000+              (a count that stopped there)
    {{ line.quantity|number }}           1,234.5             (the same without the unit)
    {{ line.total|money:"USD" }}         USD 1,234.50        (at least two places)
    {{ part.percent|percent }}           99.995 %
    {{ usual.median|lasting }}           5 hours, 3 days
    {{ told.materials|listed }}          a, b or a、b        (by the language; listed_apart: a; b)
    {{ s.destination_country|code_name:"countries" }}    Japan        (active language)
    {{ s.destination_country|code_label:"countries" }}   JPN Japan
Tags
    {% status_tag shipment.status shipment.get_status_display %}   word + colour
    {% gravity finding.effect %}                                   Blocking, Hold, To check
    {% error_summary form other_form formset %}                    top of a page, linked to fields
    {% breadcrumbs list_url _("Shipments") shipment.reference %}   address, label, …, current page
    {% navigation %}                                               the bar of the signed-in role
    {% comma %}                                                    between things of a list
    {% colon %}                                                    between a label and its value
    {% page_address %}                                             this page, to come back to
    {% language_address %}                                         where another language is chosen
    {% attributes widget.attrs %}                                  of a box, each after a space
GET filters use Django's own {% querystring page=2 %}.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from compliance.codes.tables import TABLES
from compliance.listed import colon, comma, listed, listed_apart
from compliance.ui.addresses import page_of
from compliance.ui.counting import shown
from compliance.ui.kept_posts import is_unjudged
from compliance.ui.navigation import links_for

register = template.Library()
register.filter(listed)
register.filter(listed_apart)
register.filter("capped", shown)
register.simple_tag(comma)
register.simple_tag(colon)

Mistake = tuple[str, str, str]
"""Address of the control, its label, the sentence; address and label empty for a whole form."""

NO_BREAK = "\u00a0"
GRAVITIES = {
    1: ("flag", _("To check")),
    2: ("hold", _("Two officers")),
    3: ("block", _("Blocking")),
}


@register.filter
def number(value: Any, places: int = 0) -> str:
    """Grouped digits with trailing zeros trimmed to `places`; "" for nothing."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return "" if value in (None, "") else str(value)
    whole, _point, fraction = f"{amount:,f}".partition(".")
    fraction = fraction.rstrip("0").ljust(int(places), "0")
    return f"{whole}.{fraction}" if fraction else whole


@register.filter
def kg(value: Any) -> str:
    """A mass: 1,234.5 kg."""
    amount = number(value)
    return f"{amount}{NO_BREAK}{_('kg')}" if amount else ""


@register.filter
def lasting(time: timedelta) -> str:
    """How long something took: hours, from two days on days."""
    hours = math.ceil(time.total_seconds() / 3600)
    if hours <= 48:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = math.ceil(hours / 24)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


@register.filter
def percent(value: Any) -> str:
    """A share already in per cent: 99.995%."""
    amount = number(value)
    return f"{amount}%" if amount else ""


@register.filter
def money(value: Any, currency: str = "") -> str:
    """An amount with at least two places, after its currency code."""
    amount = number(value, 2)
    return f"{currency}{NO_BREAK}{amount}" if currency and amount else amount


@register.filter
def code_name(code: str, table: str) -> str:
    """The name behind a code in the active language; the code itself where it is unknown."""
    found = TABLES[table].get(code) if code else None
    return found.name if found else code or ""


@register.filter
def code_label(code: str, table: str) -> str:
    """Code and name; the code itself where it is unknown."""
    found = TABLES[table].get(code) if code else None
    return found.label if found else code or ""


@register.inclusion_tag("ui/status_tag.html")
def status_tag(status: str, label: Any = "") -> dict[str, Any]:
    """A word in its colour; `status` picks the colour, `label` is the word."""
    return {"status": status, "label": capfirst(label or status)}


@register.inclusion_tag("ui/status_tag.html")
def gravity(effect: int) -> dict[str, Any]:
    """How grave a finding is; `effect` is a compliance.law.rule.Effect or its number."""
    status, label = GRAVITIES[int(effect)]
    return {"status": status, "label": label}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: "BaseForm | BaseFormSet[Any] | None") -> dict[str, Any]:
    """All mistakes of the forms and formsets, each with the address of its field."""
    return {"mistakes": [mistake for form in forms if form for mistake in _mistakes(form)]}


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(*steps: Any) -> dict[str, Any]:
    """Pairs of address and label, then the label of the current page."""
    pairs = list(zip(steps[:-1:2], steps[1:-1:2], strict=True))
    return {"trail": pairs, "current": steps[-1]}


@register.inclusion_tag("ui/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """The main links of the signed-in person's role."""
    request = context["request"]
    return {"links": links_for(request.user.role, request.path, request.user.is_head)}


@register.simple_tag(takes_context=True)
def page_address(context: Context) -> str:
    """The address under which the reader can open this page again."""
    return page_of(context["request"])


@register.simple_tag(takes_context=True)
def language_address(context: Context) -> str:
    """Where this page's language is changed; a view whose address is a detour names its page."""
    page = context.get("language_page") or page_of(context["request"])
    asked = {"page": page}
    form = context.get("form")
    if isinstance(form, BaseForm) and form.errors and not is_unjudged(form.data):
        asked["judged"] = "1"
    return f"{reverse('language')}?{urlencode(asked)}"


def _mistakes(form: "BaseForm | BaseFormSet[Any]") -> Iterator[Mistake]:
    if isinstance(form, BaseFormSet):
        yield from (("", "", str(error)) for error in form.non_form_errors())
        for each in form.forms:
            yield from _mistakes(each)
        return
    for name, errors in form.errors.items():
        where = _where(form[name]) if name in form.fields else ("", "")
        yield from ((*where, str(error)) for error in errors)


def _where(field: BoundField) -> tuple[str, str]:
    """The id of the first control, which is what a link can put the focus on, and the label."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id, str(field.label)


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> str:
    """As Django's template of many lines has them, but without maxlength, which cuts pasted text
    unseen: the server counts and refuses."""
    told = (each for each in attrs.items() if each[0] != "maxlength")
    return format_html_join("", "{}", ([_attribute(*each)] for each in told))


def _attribute(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return format_html(" {}", name) if value else ""
    return format_html(' {}="{}"', name, value)
