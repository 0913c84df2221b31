"""Reports after release and requests to change, over the API: the same forms as on the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.law.follow_up import OWED_BY_CUSTOMS, REPORTS
from shipments.access import require
from shipments.api.bounds import BoundedJSONParser
from shipments.api.known import checked_body, valid
from shipments.follow_up import actions
from shipments.follow_up.forms import ChangeRequestForm, ReportForm
from shipments.follow_up.reading import told_of
from shipments.models import ChangeKind, ChangeRequest, FollowUp, FollowUpReport

KINDS = [kind for kind in REPORTS if kind not in OWED_BY_CUSTOMS]


class FiledReportSerializer(serializers.ModelSerializer):
    """A report as it was filed, and what customs answered."""

    class Meta:
        model = FollowUpReport
        fields = (
            *("happened_on", "place", "text", "user_name", "user_country", "end_use"),
            *("used_kg", "product_kg", "scrap_kg", "stock_kg", "at", "state", "message"),
        )


class FollowUpSerializer(serializers.ModelSerializer):
    """A duty of the release; `due_on` is null until the event it runs from is known."""

    reports = FiledReportSerializer(many=True)

    class Meta:
        model = FollowUp
        fields = ("kind", "after", "days", "due_on", "met_at", "is_overdue", "reports")


class NewReportSerializer(serializers.Serializer):
    """A report: what happened when, its papers with their kinds, and masses of contained indium in
    kilograms. Blank user and use mean as declared."""

    kind = serializers.ChoiceField(choices=KINDS)
    happened_on = serializers.CharField()
    text = serializers.CharField()
    place = serializers.CharField(required=False)
    user_name = serializers.CharField(required=False)
    user_country = serializers.CharField(required=False)
    end_use = serializers.CharField(required=False)
    used_kg = serializers.CharField(required=False)
    product_kg = serializers.CharField(required=False)
    scrap_kg = serializers.CharField(required=False)
    stock_kg = serializers.CharField(required=False)
    first = serializers.FileField(required=False)
    first_kind = serializers.CharField(required=False)
    second = serializers.FileField(required=False)
    second_kind = serializers.CharField(required=False)
    third = serializers.FileField(required=False)
    third_kind = serializers.CharField(required=False)


class ChangeRequestSerializer(serializers.ModelSerializer):
    """A request to change use or user; `decided_at` is null while it waits."""

    kind = serializers.ChoiceField(choices=ChangeKind.choices)

    class Meta:
        model = ChangeRequest
        fields = (
            *("kind", "user_name", "user_country", "user_address", "end_use", "kg"),
            *("planned_on", "reason", "at", "decided_at", "is_granted", "message"),
        )
        read_only_fields = ("at", "decided_at", "is_granted", "message")


class FollowUpActions:
    """What the API's shipments can after the gate."""

    @extend_schema(
        methods=["post"],
        request=NewReportSerializer,
        responses={201: FollowUpSerializer(many=True)},
    )
    @extend_schema(methods=["get"], responses=FollowUpSerializer(many=True))
    @action(
        detail=True,
        methods=["get", "post"],
        parser_classes=[MultiPartParser, BoundedJSONParser],
        pagination_class=None,
    )
    def reports(self: Any, request: Request, reference: str) -> Response:
        """What is owed and reported of a release; post one more report."""
        shipment = self.get_object()
        if request.method == "GET":
            return Response(FollowUpSerializer(told_of(shipment).duties, many=True).data)
        sent = checked_body(NewReportSerializer, request)
        kind = str(sent.get("kind", ""))
        if kind not in KINDS:
            NewReportSerializer(data=sent).is_valid(raise_exception=True)
        form = valid(ReportForm(sent, request.FILES, kind=kind))
        try:
            actions.report(shipment, by=request.user, **form.arguments())
        except actions.WrongDay as error:
            raise ValidationError({"happened_on": error.messages}) from error
        told = FollowUpSerializer(told_of(shipment).duties, many=True).data
        return Response(told, status=status.HTTP_201_CREATED)

    @extend_schema(
        methods=["post"], request=ChangeRequestSerializer, responses={201: ChangeRequestSerializer}
    )
    @extend_schema(methods=["get"], responses=ChangeRequestSerializer(many=True))
    @action(detail=True, methods=["get", "post"], pagination_class=None)
    def changes(self: Any, request: Request, reference: str) -> Response:
        """Requests to change use or user; post one before it happens."""
        shipment = self.get_object()
        if request.method == "GET":
            rows = shipment.change_requests.all()
            return Response(ChangeRequestSerializer(rows, many=True).data)
        sent = checked_body(ChangeRequestSerializer, request)
        require(request.user, "request_change", shipment)
        form = valid(ChangeRequestForm(sent))
        row = actions.request_change(shipment, by=request.user, **form.cleaned_data)
        return Response(ChangeRequestSerializer(row).data, status=status.HTTP_201_CREATED)
