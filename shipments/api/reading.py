"""What programs read beside shipments: statements, the address book, code tables, the pre-check."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance.codes.tables import TABLES
from compliance.declared.party import PARTY
from enduse.forms import StatementSearchForm
from enduse.ledger import in_use_kg
from enduse.models import EndUseStatement
from shipments.api.known import KnownFilters, filters_that_fit
from shipments.api.pages import NewestFirst
from shipments.api.permissions import IsExporter
from shipments.models import SavedParty

MOST_ROWS = 200
LONGEST_QUESTION = 80


class StatementSerializer(serializers.ModelSerializer):
    """One of your end-use statements; `in_use_kg` is what declarations have drawn on it."""

    end_user = serializers.CharField(source="end_user.name_en")
    country = serializers.CharField(source="end_user.country")
    in_use_kg = serializers.SerializerMethodField()

    class Meta:
        model = EndUseStatement
        fields = (
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
        return str(in_use_kg([statement.pk]).get(statement.pk, 0))


class SavedPartySerializer(serializers.ModelSerializer):
    """A party of your address book."""

    class Meta:
        model = SavedParty
        fields = tuple(name for name in PARTY)


class CodeSerializer(serializers.Serializer):
    """A row of a code table."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()


class CodesSerializer(serializers.Serializer):
    """The first rows that fit, and how many more there are."""

    rows = CodeSerializer(many=True)
    more = serializers.IntegerField()


class StatementsView(KnownFilters, ListAPIView[EndUseStatement]):
    """Your end-use statements, the newest first."""

    permission_classes = (IsExporter,)
    pagination_class = NewestFirst
    serializer_class = StatementSerializer
    queryset = EndUseStatement.objects.none()
    filters = ("cursor", "q")

    @extend_schema(
        parameters=[OpenApiParameter("q", str, description="Number, contract, end user or goods")]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Your end-use statements in which every word stands, the newest first."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[EndUseStatement]:
        """Own ones only."""
        own = EndUseStatement.objects.filter(exporter=self.request.user.exporter)
        sought = filters_that_fit(StatementSearchForm(self.request.query_params))
        return sought.found(own.select_related("end_user"))


class PartiesView(KnownFilters, ListAPIView[SavedParty]):
    """The parties of your address book, the newest first."""

    permission_classes = (IsExporter,)
    pagination_class = NewestFirst
    serializer_class = SavedPartySerializer
    queryset = SavedParty.objects.none()
    filters = ("cursor",)

    def get_queryset(self) -> QuerySet[SavedParty]:
        """Own ones only."""
        return SavedParty.objects.filter(exporter=self.request.user.exporter)


class CodesView(KnownFilters, APIView):
    """The code tables that declarations are filled in with."""

    permission_classes = (IsAuthenticated,)
    filters = ("q",)

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, description="A code, a name or its beginning"),
            OpenApiParameter("table", str, OpenApiParameter.PATH, enum=sorted(TABLES)),
        ],
        responses=CodesSerializer,
    )
    def get(self, request: Request, table: str) -> Response:
        """Up to 200 rows of the table that the text can mean; without text the first ones."""
        rows: Any = TABLES.get(table)
        if rows is None:
            raise NotFound
        text = request.query_params.get("q", "")[:LONGEST_QUESTION]
        found = rows.find(text, MOST_ROWS) if text.strip() else rows.beginning(MOST_ROWS)
        return Response(CodesSerializer({"rows": found.rows, "more": found.more}).data)
