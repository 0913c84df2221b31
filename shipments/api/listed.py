"""The list of shipments over the API added up and as a file, with the filters of the page."""

from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.ui.downloads import XLSX
from shipments.api.known import valid
from shipments.declare.forms.papers import ListFilterForm
from shipments.declare.list_file import csv_answer, workbook_answer
from shipments.declare.listing import listed, totals_of
from shipments.declare.orders import ORDERS
from shipments.models import Shipment
from shipments.models.shipment import ShipmentQuerySet
from shipments.moves import SHOWN

FILTERS = ("status", "q", "since", "until", "order")
PARAMETERS = [
    OpenApiParameter("status", str, enum=[str(name) for name in SHOWN]),
    OpenApiParameter("q", str, description="Number, party, goods or destination"),
    OpenApiParameter("since", OpenApiTypes.DATE, description="Submitted from"),
    OpenApiParameter("until", OpenApiTypes.DATE, description="Submitted until"),
    OpenApiParameter(
        "order",
        str,
        enum=list(ORDERS),
        description="As on the page; pages of any but the newest first have no previous.",
    ),
]


class ValueSerializer(serializers.Serializer):
    """What goods of one currency cost together."""

    currency = serializers.CharField()
    value = serializers.DecimalField(max_digits=23, decimal_places=4)


class TotalsSerializer(serializers.Serializer):
    """How many shipments fit, their declared net weight and what their goods cost. Where
    `is_all` is false there are more, and these are the totals of the newest."""

    count = serializers.IntegerField()
    net_kg = serializers.DecimalField(max_digits=23, decimal_places=5)
    values = ValueSerializer(many=True)
    is_all = serializers.BooleanField()


class Listed:
    """What is asked of all shipments that fit, not of a page of them."""

    @extend_schema(parameters=PARAMETERS, responses=TotalsSerializer)
    @action(detail=False, methods=["get"], filters=FILTERS)
    def totals(self, request: Request) -> Response:
        """Your shipments that fit every filter, added up."""
        totals = totals_of(_found(request))
        told = {
            "count": totals.count,
            "net_kg": totals.net_kg,
            "values": [{"currency": name, "value": each} for name, each in totals.values.items()],
            "is_all": totals.is_all,
        }
        return Response(TotalsSerializer(told).data)

    @extend_schema(parameters=PARAMETERS, responses={(200, "text/csv"): OpenApiTypes.BINARY})
    @action(detail=False, methods=["get"], url_path="csv", filters=FILTERS)
    def as_csv(self, request: Request) -> HttpResponseBase:
        """All your shipments that fit every filter, as CSV."""
        return csv_answer(_found(request))

    @extend_schema(parameters=PARAMETERS, responses={(200, XLSX): OpenApiTypes.BINARY})
    @action(detail=False, methods=["get"], url_path="xlsx", filters=FILTERS)
    def as_xlsx(self, request: Request) -> HttpResponseBase:
        """All your shipments that fit every filter, as a workbook."""
        return workbook_answer(_found(request))


def _found(request: Request) -> ShipmentQuerySet:
    """Own ones; a filter that cannot be read is refused by name."""
    chosen = valid(ListFilterForm(request.query_params)).cleaned_data
    return listed(Shipment.objects.visible_to(request.user), chosen)
