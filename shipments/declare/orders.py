"""In what order the exporter's shipments are listed, and what comes after one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shipments.models import Shipment


@dataclass(frozen=True)
class Order:
    """By a column, or by age alone; what has no value in it comes last, and of equals the newest
    first."""

    name: Any
    column: str = ""
    is_falling: bool = False
    is_oldest_first: bool = False

    def keys(self) -> tuple[Any, ...]:
        """What a query is ordered by."""
        by_age = "pk" if self.is_oldest_first else "-pk"
        if not self.column:
            return (by_age,)
        column = F(self.column)
        put = column.desc if self.is_falling else column.asc
        is_empty_somewhere = Shipment._meta.get_field(self.column).null
        return (put(nulls_last=True) if is_empty_somewhere else put(), by_age)

    def after(self, row: Shipment) -> Q:
        """What stands behind that row."""
        behind = Q(pk__gt=row.pk) if self.is_oldest_first else Q(pk__lt=row.pk)
        if not self.column:
            return behind
        name, value = self.column, getattr(row, self.column)
        if value is None:
            return Q(**{f"{name}__isnull": True}) & behind
        further = Q(**{f"{name}__{'lt' if self.is_falling else 'gt'}": value})
        return further | (Q(**{name: value}) & behind) | Q(**{f"{name}__isnull": True})


NEWEST = "newest"
ORDERS: Mapping[str, Order] = {
    NEWEST: Order(_("Newest first")),
    "oldest": Order(_("Oldest first"), is_oldest_first=True),
    "submitted": Order(_("Last submitted first"), "submitted_at", is_falling=True),
    "departure": Order(_("By export date"), "export_date"),
    "heaviest": Order(_("Heaviest first"), "net_weight_kg", is_falling=True),
    "contract": Order(_("By contract number"), "contract_no"),
}
"""What the list can be sorted by."""
