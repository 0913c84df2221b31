"""Tables of declarations over the API: bring one in, follow it, read its errors, submit it."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from compliance.table_files import csv_bytes
from compliance.ui.downloads import CSV
from shipments.api.bounds import BoundedJSONParser
from shipments.api.known import KnownFilters, refuse_fields, refuse_unknown_fields, uploaded
from shipments.api.once import once
from shipments.api.pages import NewestFirst
from shipments.api.permissions import IsExporter
from shipments.bulk import actions, results
from shipments.bulk.forms import TableForm
from shipments.models import BulkFile, BulkRow, BulkState


class TableUploadSerializer(serializers.Serializer):
    """A CSV or XLSX file: at most 20 MB and 10,000 declarations."""

    upload = serializers.FileField()


class TableSerializer(serializers.ModelSerializer):
    """A table and how far it is. `checked` of `rows` declarations were looked at: `good` became
    drafts, `bad` did not; `trouble` says why a file could not be read. Once they are submitted,
    `submitted` and `refused` count the drafts that went and those that lack something."""

    state = serializers.ChoiceField(BulkState.choices)

    class Meta:
        model = BulkFile
        fields = (
            "id",
            "filename",
            "at",
            "sha256",
            "state",
            "rows",
            "checked",
            "good",
            "bad",
            "submitted",
            "refused",
            "trouble",
        )


class TableRowSerializer(serializers.ModelSerializer):
    """A declaration of the table: its draft, or a sentence a column. A complete draft has no
    errors; one that could not be submitted says there what it lacks."""

    reference = serializers.CharField(source="shipment.reference", default=None, allow_null=True)
    status = serializers.CharField(source="shipment.shown_status", default=None, allow_null=True)
    errors = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]

    class Meta:
        model = BulkRow
        fields = ("number", "reference", "status", "errors")


class RowsInOrder(NewestFirst):
    """As they stand in the file."""

    ordering = "number"


class TableViewSet(
    KnownFilters, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[BulkFile]
):
    """Your exporter's tables of declarations."""

    permission_classes = (IsExporter,)
    serializer_class = TableSerializer
    pagination_class = NewestFirst
    parser_classes = (MultiPartParser,)
    queryset = BulkFile.objects.none()
    lookup_value_regex = r"\d{1,9}"
    filters: ClassVar[tuple[str, ...]] = ("cursor",)

    def get_queryset(self) -> Any:
        """Own ones only."""
        return BulkFile.objects.filter(exporter=self.request.user.exporter)

    @extend_schema(request=TableUploadSerializer, responses={201: TableSerializer})
    def create(self, request: Request) -> Response:
        """Bring a table in; every row is checked, good ones become drafts. The same file again is
        the same table, and the same row in another makes nothing twice."""
        refuse_unknown_fields(TableUploadSerializer(), request.data)
        upload = uploaded(TableForm, request)
        file = actions.bring_in(upload.read(), by=request.user, filename=upload.name)
        return Response(TableSerializer(file).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.BINARY})
    @action(detail=False, methods=["get"])
    def template(self, request: Request) -> HttpResponseBase:
        """The headings, to fill in below."""
        return _csv(results.template())

    @extend_schema(
        responses=TableRowSerializer(many=True),
        parameters=[
            OpenApiParameter("wrong", OpenApiTypes.BOOL, description="Only those with errors"),
            OpenApiParameter("cursor", str),
        ],
    )
    @action(detail=True, methods=["get"], filters=("cursor", "wrong"))
    def rows(self, request: Request, pk: str) -> Response:
        """The declarations looked at so far, in the order of the file."""
        found = self.get_object().declared_rows.filter(is_checked=True).select_related("shipment")
        if request.query_params.get("wrong", "").lower() in ("1", "true"):
            found = found.exclude(errors={})
        pages = RowsInOrder()
        page = pages.paginate_queryset(found, request, view=self)
        return pages.get_paginated_response(TableRowSerializer(page, many=True).data)

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], url_path="bad-rows")
    def bad_rows(self, request: Request, pk: str) -> HttpResponseBase:
        """The rows that became no draft, with the reason in each cell; corrected, it can be sent
        again as it is."""
        return _csv(results.bad_rows(self.get_object()))

    @extend_schema(request=None, responses=TableSerializer)
    @action(detail=True, methods=["post"], parser_classes=[BoundedJSONParser])
    @once
    def submit(self, request: Request, pk: str) -> Response:
        """Submit every draft of the table that is complete; the others say what they lack."""
        refuse_fields(request)
        file = self.get_object()
        actions.submit_all(file, by=request.user)
        file.refresh_from_db()
        return Response(TableSerializer(file).data)


def _csv(rows: results.Rows) -> HttpResponse:
    return HttpResponse(csv_bytes(rows), content_type=CSV)
