"""{% waiting_for_me %}: what waits for the reader of a home page."""

from typing import Any

from django import template

from compliance.notify.waiting import waiting_for

register = template.Library()


@register.inclusion_tag("notify/_waiting.html", takes_context=True)
def waiting_for_me(context: dict[str, Any]) -> dict[str, Any]:
    """A box for each thing, nothing when nothing waits."""
    user = context["request"].user
    return {"waiting": waiting_for(user), "is_for_exporter": user.is_exporter}
