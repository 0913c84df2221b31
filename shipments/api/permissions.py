"""Who may use the API, and whose shipments a request speaks of."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from shipments.models import Shipment


class IsExporter(BasePermission):
    """Only an exporter's people file and read over the API."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the signed-in person files for an exporter."""
        return bool(getattr(request.user, "is_exporter", False))


def own_shipment(request: Request, reference: str) -> Shipment:
    """The shipment, with the people of its pages. Raises Http404 for one the person may not see."""
    rows = Shipment.objects.visible_to(request.user).with_people()
    return get_object_or_404(rows, reference=reference)
