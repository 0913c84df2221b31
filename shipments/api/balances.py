"""Balances over the API: what became of the metal, for those who read flows."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shipments.api.flows import MOST, ReadsFlows
from shipments.api.known import KnownFilters, valid
from shipments.flows.balances.figures import COLUMNS, Balance
from shipments.flows.balances.forms import BalanceFilter
from shipments.flows.balances.reading import BalanceReading

EXAMPLE_KG = {
    "received_kg": "499.97500",
    "used_kg": "380.00000",
    "product_kg": "266.00000",
    "scrap_kg": "106.40000",
    "in_stock_kg": "100.00000",
    "handed_on_kg": "0.00000",
    "awaited_kg": "0.00000",
    "unexplained_kg": "19.97500",
    "lines": 1,
}


class BalanceSerializer(serializers.Serializer):
    """Kilograms of contained indium: received, and what became of it."""

    received_kg = serializers.CharField()
    used_kg = serializers.CharField()
    product_kg = serializers.CharField()
    scrap_kg = serializers.CharField()
    in_stock_kg = serializers.CharField()
    handed_on_kg = serializers.CharField()
    awaited_kg = serializers.CharField()
    unexplained_kg = serializers.CharField()
    lines = serializers.IntegerField()


class YearBalanceSerializer(BalanceSerializer):
    """One purity class of one year."""

    year = serializers.IntegerField()
    purity = serializers.CharField()


class KeyedBalanceSerializer(BalanceSerializer):
    """One end user, consignee, country, use, exporter or route ("HKG>VNM": arrival, final)."""

    key = serializers.CharField()


class BalancesSerializer(serializers.Serializer):
    """The most unexplained first; `more` rows are left out."""

    by = serializers.CharField()
    total = BalanceSerializer()
    years = YearBalanceSerializer(many=True)
    rows = KeyedBalanceSerializer(many=True)
    more = serializers.IntegerField()


class BalancesView(KnownFilters, APIView):
    """What became of the metal that was let go."""

    permission_classes = (ReadsFlows,)
    filters: ClassVar[tuple[str, ...]] = tuple(BalanceFilter.base_fields)

    @extend_schema(
        operation_id="balances",
        parameters=[
            OpenApiParameter(name, str, description="As on the page.")
            for name in BalanceFilter.base_fields
        ],
        responses=BalancesSerializer,
        examples=[
            OpenApiExample(
                "By route",
                value={
                    "by": "route",
                    "total": EXAMPLE_KG,
                    "years": [{"year": 2026, "purity": "4N", **EXAMPLE_KG}],
                    "rows": [{"key": "HKG>VNM", **EXAMPLE_KG}],
                    "more": 0,
                },
                response_only=True,
            )
        ],
    )
    def get(self, request: Request) -> Response:
        """In total, by year and purity class, and by the division asked for."""
        chosen = valid(BalanceFilter(request.query_params))
        reading = BalanceReading(request.user, chosen)
        return Response(
            {
                "by": chosen.by_what,
                "total": plain_balance(reading.whole),
                "years": [
                    {"year": year, "purity": purity, **plain_balance(balance)}
                    for year, _all, purities in reading.by_year
                    for purity, balance in purities
                ],
                "rows": [{"key": key, **plain_balance(each)} for key, each in reading.rows[:MOST]],
                "more": max(len(reading.rows) - MOST, 0),
            }
        )


def plain_balance(balance: Balance) -> dict[str, Any]:
    """Kilograms as texts of five decimals."""
    values = {name: getattr(balance, name) for name in COLUMNS}
    return {name: value if name == "lines" else f"{value:.5f}" for name, value in values.items()}
