"""What became of a shipment over the API: its timeline in words, and every revision as frozen."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shipments.access import open_verbs
from shipments.api.known import KnownFilters
from shipments.api.permissions import IsExporter, own_shipment
from shipments.declare.status import status_page
from shipments.models import Revision


class StepSerializer(serializers.Serializer):
    """One line of the timeline."""

    at = serializers.DateTimeField(source="when")
    what = serializers.CharField()
    who = serializers.CharField(allow_blank=True)
    detail = serializers.CharField(allow_blank=True)


class ContactSerializer(serializers.Serializer):
    """A way to the office that has the declaration; `office` is empty for one that serves all."""

    office = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)


class TimelineSerializer(serializers.Serializer):
    """What happened so far, the oldest first; what happens next in words; whom to ask; and what
    you may do now."""

    steps = StepSerializer(many=True)
    next = serializers.CharField(allow_blank=True)
    contacts = ContactSerializer(many=True)
    may = serializers.ListField(child=serializers.CharField())


class RevisionSerializer(serializers.ModelSerializer):
    """A submitted revision; `sha256` is that of its canonical content."""

    submitted_by = serializers.CharField()

    class Meta:
        model = Revision
        fields: tuple[str, ...] = ("number", "sha256", "submitted_by", "submitted_at")


class WholeRevisionSerializer(RevisionSerializer):
    """With its content as it was frozen."""

    content = serializers.SerializerMethodField()

    class Meta(RevisionSerializer.Meta):
        fields: tuple[str, ...] = (*RevisionSerializer.Meta.fields, "content")

    @extend_schema_field(dict[str, Any])
    def get_content(self, revision: Revision) -> Any:
        """The canonical plain form."""
        return revision.content


class TimelineView(KnownFilters, APIView):
    """What became of one of your shipments."""

    permission_classes = (IsExporter,)

    @extend_schema(operation_id="shipments_timeline", responses=TimelineSerializer)
    def get(self, request: Request, reference: str) -> Response:
        """Its timeline."""
        shipment = own_shipment(request, reference)
        page = status_page(shipment, request.user)
        told = {**page, "may": sorted(open_verbs(request.user, shipment))}
        return Response(TimelineSerializer(told).data)


class RevisionsView(KnownFilters, ListAPIView[Revision]):
    """What you submitted, the first revision first."""

    permission_classes = (IsExporter,)
    serializer_class = RevisionSerializer
    pagination_class = None
    queryset = Revision.objects.none()

    def get_queryset(self) -> Any:
        """Of one shipment."""
        shipment = own_shipment(self.request, self.kwargs["reference"])
        return shipment.revisions.select_related("submitted_by").order_by("number")


class RevisionView(KnownFilters, APIView):
    """One revision."""

    permission_classes = (IsExporter,)

    @extend_schema(responses=WholeRevisionSerializer)
    def get(self, request: Request, reference: str, number: int) -> Response:
        """As it was frozen."""
        rows = own_shipment(request, reference).revisions.select_related("submitted_by")
        return Response(WholeRevisionSerializer(get_object_or_404(rows, number=number)).data)
