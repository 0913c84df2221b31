"""Who may use the API."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class IsExporter(BasePermission):
    """Only an exporter's people file and read over the API."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the signed-in person files for an exporter."""
        return bool(getattr(request.user, "is_exporter", False))
