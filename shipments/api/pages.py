"""Pages of lists by cursor."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

LONGEST_ID = 18  # digits


class NewestFirst(CursorPagination):
    """Pages that stay fast however many there are."""

    ordering = "-id"

    def decode_cursor(self, request: Request) -> Any:
        """The cursor. Raises NotFound for one that was not made here."""
        cursor = super().decode_cursor(request)
        position = cursor.position if cursor else None
        if position is not None and not (position.isdecimal() and len(position) <= LONGEST_ID):
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page as OpenAPI 3.1 tells it: no address where there is no further page."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": address, "previous": address, "results": schema},
        }
