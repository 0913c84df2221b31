"""The figures of the flow page over the API, for those who may read it."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance.accounts.models import User
from compliance.accounts.roles import reads_flows
from shipments.flows.figures import DIVISIONS, Period
from shipments.flows.forms import FlowFilter
from shipments.flows.reading import Reading


class ReadsFlows(BasePermission):
    """As compliance.accounts.roles says; for everybody else there is no such address."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """True, or NotFound for a person who signed in and is none of these."""
        if not isinstance(request.user, User):
            return False
        if not reads_flows(request.user):
            raise NotFound
        return True


class FlowsView(APIView):
    """Where the metal goes, in kilograms of contained indium."""

    permission_classes = (ReadsFlows,)

    @extend_schema(
        operation_id="flows",
        parameters=[
            OpenApiParameter(name, str, description="As on the page; nonsense is ignored.")
            for name in FlowFilter.base_fields
        ],
        responses={200: OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> Response:
        """Totals, months, tables by each division with the other period beside them, and ways."""
        chosen = FlowFilter(request.query_params)
        reading = Reading(request.user, chosen)
        return Response(
            {
                "period": _months_of(chosen.period),
                "compared": _months_of(chosen.compared),
                "indium_kg": str(reading.kg),
                "compared_indium_kg": str(reading.kg_before),
                "months": [
                    {"month": f"{month:%Y-%m}", "indium_kg": str(kg)}
                    for month, kg in reading.series
                ],
                "by": {division: _table(reading, division) for division in DIVISIONS},
                "ways": [{**vars(path), "kg": str(path.kg)} for path in reading.now],
            }
        )


def _months_of(period: Period) -> list[str]:
    return [f"{period.since:%Y-%m}", f"{period.until:%Y-%m}"]


def _table(reading: Reading, division: str) -> list[dict[str, str]]:
    return [
        {"key": row.key, "indium_kg": str(row.kg), "compared_indium_kg": str(row.before)}
        for row in reading.table(division)
    ]
