"""End-use statements over the API: as on their pages, with the signed scan and what is drawn."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, cast

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from compliance.declared.statement import STATEMENT
from enduse import actions, ledger
from enduse.forms import OWN, StatementForm, StatementSearchForm
from enduse.models import EndUseStatement
from shipments.api.declared_fields import DeclaredSerializer
from shipments.api.known import valid, values_of
from shipments.api.own_rows import ROW_ID, OwnRows, plain, replacing
from shipments.declare.intake import form_data


class StatementPage(serializers.ListSerializer):
    """Statements of a page: what is drawn on them is asked once."""

    in_use_kg: Mapping[int, Decimal]

    def to_representation(self, data: Any) -> Any:
        """A row each."""
        rows = list(data)
        self.in_use_kg = ledger.in_use_kg([each.pk for each in rows])
        return super().to_representation(rows)


class StatementSerializer(serializers.ModelSerializer):
    """One of your end-use statements; `in_use_kg` is what declarations have drawn on it."""

    end_user = serializers.CharField(source="end_user.name_en")
    country = serializers.CharField(source="end_user.country")
    in_use_kg = serializers.SerializerMethodField()

    class Meta:
        model = EndUseStatement
        list_serializer_class = StatementPage
        fields = (
            "id",
            "number",
            "kind",
            "end_user",
            "country",
            "contract_no",
            "control_code",
            "quantity_kg",
            "in_use_kg",
            "signed_on",
            "valid_until",
        )

    def get_in_use_kg(self, statement: EndUseStatement) -> str:
        """Kilograms."""
        return str(cast(StatementPage, self.parent).in_use_kg.get(statement.pk, 0))


class UseSerializer(serializers.Serializer):
    """A declaration that was submitted on the statement; `is_in_use` until it is taken back or
    overtaken."""

    reference = serializers.CharField()
    kg = serializers.CharField()
    at = serializers.DateTimeField()
    status = serializers.CharField()
    is_in_use = serializers.BooleanField()


class WholeStatementSerializer(DeclaredSerializer):
    """A whole end-use statement. `end_user` and `site` are ids of yours; `is_open` until customs
    has seen a declaration on it, afterwards it cannot be changed. Without `valid_until` it is
    twelve months from the signature."""

    dictionary = STATEMENT

    end_user = serializers.IntegerField(source="end_user_id", **ROW_ID)
    site = serializers.IntegerField(
        source="site_id", required=False, allow_null=True, default=None, **ROW_ID
    )
    is_open = serializers.SerializerMethodField()
    uses = serializers.SerializerMethodField()

    class Meta:
        model = EndUseStatement
        read_only_fields = ("scan_name", "scan_sha256", "scan_size")
        fields = ("id", "end_user", "site", *OWN, *read_only_fields, "is_open", "uses")

    def get_is_open(self, statement: EndUseStatement) -> bool:
        """Whether customs has not seen it."""
        return actions.is_open(statement)

    @extend_schema_field(UseSerializer(many=True))
    def get_uses(self, statement: EndUseStatement) -> Any:
        """The newest first."""
        return UseSerializer(ledger.uses_of(statement), many=True).data


class ScanSerializer(serializers.Serializer):
    """The signed and sealed statement as PDF, PNG or JPEG."""

    upload = serializers.FileField()


class StatementViewSet(OwnRows):
    """Your end-use statements, the newest first."""

    queryset = EndUseStatement.objects.none()
    filters: ClassVar[tuple[str, ...]] = ("cursor", "q")
    form: ClassVar[Any] = replacing(StatementForm)

    def get_queryset(self) -> Any:
        """Own ones, with their end users."""
        return super().get_queryset().select_related("end_user", "site")

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Short in the list, whole on its own."""
        return StatementSerializer if self.action == "list" else WholeStatementSerializer

    @extend_schema(
        parameters=[OpenApiParameter("q", str, description="Number, contract, end user or goods")]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Your end-use statements in which every word stands, the newest first."""
        return super().list(request, *args, **kwargs)

    def filter_queryset(self, queryset: Any) -> Any:
        """The search of the page."""
        if self.action != "list":
            return queryset
        return valid(StatementSearchForm(self.request.query_params)).found(queryset)

    def saved(self, form: Any) -> Any:
        """The row, stored. Raises Conflict for a statement that customs has seen."""
        return actions.save(form, by=self.request.user)

    @extend_schema(
        methods=["post"], request=ScanSerializer, responses={201: WholeStatementSerializer}
    )
    @extend_schema(
        methods=["get"], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    @action(detail=True, methods=["get", "post"], parser_classes=[MultiPartParser])
    def scan(self, request: Request, pk: str) -> Response | FileResponse:
        """The signed scan; post another in its place while the statement is open."""
        row = self.get_object()
        if request.method == "GET":
            if not row.scan:
                raise Http404
            return actions.hand_out_scan(row, by=request.user)
        values_of(ScanSerializer, request)
        actions.require_open(row)
        as_it_is = plain(WholeStatementSerializer, WholeStatementSerializer(row).data)
        tag = self.form(instance=row).tag_of(row)
        form = valid(self.form(form_data(as_it_is), request.FILES, instance=row))
        form.tags = frozenset({tag})
        return self.told(self.saved(form), status.HTTP_201_CREATED)
