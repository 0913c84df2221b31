"""The figures of the flow page over the API, for those who may read it."""

from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.roles import reads_flows
from compliance.law.canonical import to_plain
from compliance.law.diversion import DiversionSign
from compliance.policy.versions import policy_on
from shipments.api.known import KnownFilters, valid
from shipments.flows.figures import DIVISIONS, Period
from shipments.flows.forms import FlowFilter, KeysField
from shipments.flows.reading import Reading
from shipments.flows.reports.forms import ReportForm
from shipments.flows.reports.ministry import ministry_report
from shipments.flows.sign_wording import sentence
from shipments.models import EndUserReading

MOST = 1000


class ReadsFlows(BasePermission):
    """As compliance.accounts.roles says; for everybody else there is no such address."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """True, or NotFound for a person who signed in and is none of these."""
        if not isinstance(request.user, User):
            return False
        if not reads_flows(request.user):
            raise NotFound
        return True


class FlowsView(KnownFilters, APIView):
    """Where the metal goes, in kilograms of contained indium."""

    permission_classes = (ReadsFlows,)
    filters: ClassVar[tuple[str, ...]] = tuple(FlowFilter.base_fields)

    @extend_schema(
        operation_id="flows",
        parameters=[
            OpenApiParameter(
                name, str, many=isinstance(field, KeysField), description="As on the page."
            )
            for name, field in FlowFilter.base_fields.items()
        ],
        responses={200: OpenApiTypes.OBJECT, 400: OpenApiResponse(description="Why not")},
    )
    def get(self, request: Request) -> Response:
        """Totals, months, tables by each division with the other period beside them, and ways."""
        chosen = valid(FlowFilter(request.query_params))
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


class SignsView(KnownFilters, APIView):
    """Whom signs of diversion speak against, as read last night, the highest score first."""

    permission_classes = (ReadsFlows,)
    filters: ClassVar[tuple[str, ...]] = ("end_user",)

    @extend_schema(
        operation_id="flow_signs",
        parameters=[OpenApiParameter("end_user", str, description="Only this one, by its key.")],
        responses={200: OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> Response:
        """Score, and each sign with its points, its evidence and a sentence; MOST of them."""
        readings = EndUserReading.objects.visible_to(request.user)
        if key := request.query_params.get("end_user"):
            readings = readings.filter(end_user=key)
        watched = int(policy_on(clock.today()).diversion_limits["watched"])
        rows = [_reading(row, watched) for row in readings[:MOST]]
        return Response({"watched_from": watched, "end_users": rows})


class MinistryReportView(KnownFilters, APIView):
    """The figures of the report to the ministry, reckoned now."""

    permission_classes = (ReadsFlows,)
    filters: ClassVar[tuple[str, ...]] = tuple(ReportForm.base_fields)

    @extend_schema(
        operation_id="ministry_report",
        parameters=[OpenApiParameter("subject", str, description="2026-10, or 2026.")],
        responses={
            200: OpenApiTypes.OBJECT,
            400: OpenApiResponse(description="Why it is no period"),
        },
    )
    def get(self, request: Request) -> Response:
        """Title, facts and tables with their texts in both languages."""
        form = valid(ReportForm(request.query_params))
        content = ministry_report(form.cleaned_data["kind"], form.cleaned_data["subject"])
        return Response(to_plain(content))


def _reading(row: EndUserReading, watched: int) -> dict[str, Any]:
    signs = [DiversionSign(**plain) for plain in row.signs]
    return {
        "end_user": row.end_user,
        "score": row.score,
        "is_watched": row.score >= watched,
        "read_on": row.read_on.isoformat(),
        "signs": [{**vars(sign), "sentence": sentence(sign)} for sign in signs],
    }


def _months_of(period: Period) -> list[str]:
    return [f"{period.since:%Y-%m}", f"{period.until:%Y-%m}"]


def _table(reading: Reading, division: str) -> list[dict[str, str]]:
    return [
        {"key": row.key, "indium_kg": str(row.kg), "compared_indium_kg": str(row.before)}
        for row in reading.table(division)
    ]
