"""Pages of lists by cursor."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from shipments.declare.orders import NEWEST, ORDERS
from shipments.models import Shipment

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


class InOrder(NewestFirst):
    """Pages of the shipments in the order asked for. In any but the newest first a page goes on
    behind the last shipment shown, wherever that stands by then, and has no previous."""

    shown: list[Shipment] | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """One page. Raises NotFound for a cursor behind what is no shipment of the person."""
        key = request.query_params.get("order") or NEWEST
        if key == NEWEST:
            return super().paginate_queryset(queryset, request, view)
        cursor, most = self.decode_cursor(request), int(self.page_size or 0)
        if cursor and cursor.position:
            queryset = queryset.filter(ORDERS[key].after(_last(request, cursor.position)))
        found = list(queryset[: most + 1])
        self.base_url, self.shown = request.build_absolute_uri(), found[:most]
        self.has_previous, self.has_next = False, len(found) > most
        return self.shown

    def get_next_link(self) -> str | None:
        """Behind the last shipment of the page."""
        if self.shown is None:
            return super().get_next_link()
        if not self.has_next:
            return None
        return self.encode_cursor(Cursor(0, False, str(self.shown[-1].pk)))


def _last(request: Request, pk: str) -> Shipment:
    own = Shipment.objects.visible_to(request.user).filter(pk=pk).first()
    if own is None:
        raise NotFound(NewestFirst.invalid_cursor_message)
    return own
