"""The code tables over the API."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance.codes.tables import TABLES
from shipments.api.known import KnownFilters

MOST_ROWS = 200
LONGEST_QUESTION = 80


class CodeSerializer(serializers.Serializer):
    """A row of a code table."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()


class CodesSerializer(serializers.Serializer):
    """The first rows that fit, and how many more there are."""

    rows = CodeSerializer(many=True)
    more = serializers.IntegerField()


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
        return Response(CodesSerializer(found).data)
