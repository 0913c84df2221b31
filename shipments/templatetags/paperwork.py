"""`{% documents shipment %}`: the shipment's papers with live state, on any page."""

from typing import Any

from django import template
from django.template.context import Context

from shipments.models import Shipment
from shipments.paperwork.listing import listing

register = template.Library()


@register.inclusion_tag("paperwork/_documents.html", takes_context=True)
def documents(context: Context, shipment: Shipment) -> dict[str, Any]:
    """One query; the retry button only for those who may press it."""
    return listing(shipment, context["request"].user)
