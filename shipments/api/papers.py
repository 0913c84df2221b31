"""Papers over the API: the same checked, recorded download as on the pages."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance.accounts.models import User
from compliance.refusals import Conflict
from shipments.access import require
from shipments.api.bounds import BoundedJSONParser
from shipments.api.known import values_of
from shipments.api.permissions import IsExporter, own_shipment
from shipments.models import Document
from shipments.papers import PAPERS
from shipments.paperwork.delivery import as_pdf, deliver
from shipments.paperwork.drafts import printed
from shipments.paperwork.on_request import print_from_draft

ASKED = tuple(sorted(kind for kind, paper in PAPERS.items() if paper.for_exporters))
PRINTED = tuple(sorted(kind for kind, paper in PAPERS.items() if paper.is_of_drafts))


class AskedPaperSerializer(serializers.Serializer):
    """A paper that exporters may ask for, by its kind."""

    kind = serializers.ChoiceField(choices=ASKED)


class PrintedPaperSerializer(serializers.Serializer):
    """A paper that can be printed from a draft, by its kind."""

    kind = serializers.ChoiceField(choices=PRINTED)


class PrintSerializer(serializers.Serializer):
    """Where a print of a draft can be fetched for ten minutes."""

    url = serializers.URLField()


class DocumentView(APIView):
    """One paper as PDF."""

    permission_classes = (IsExporter,)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The bytes as they were issued; 409 while they are not ready or when they were changed."""
        papers = Document.objects.visible_to(request.user).with_case()
        return deliver(get_object_or_404(papers, pk=pk), by=request.user)


class PrintsView(APIView):
    """Papers printed from a draft: marked as such, without number and signature."""

    permission_classes = (IsExporter,)
    parser_classes = (BoundedJSONParser,)

    @extend_schema(
        operation_id="shipments_prints_create",
        request=PrintedPaperSerializer,
        responses={201: PrintSerializer},
    )
    def post(self, request: Request, reference: str) -> Response:
        """Have one printed."""
        shipment = own_shipment(request, reference)
        kind = asked_kind(request, PrintedPaperSerializer)
        require(request.user, "edit", shipment)
        token = print_from_draft(shipment, kind, by=cast(User, request.user))
        address = reverse("api:print", args=[reference, token])
        told = PrintSerializer({"url": request.build_absolute_uri(address)})
        return Response(told.data, status=status.HTTP_201_CREATED)


class PrintView(APIView):
    """One print."""

    permission_classes = (IsExporter,)

    @extend_schema(
        operation_id="shipments_prints_retrieve",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, reference: str, token: str) -> HttpResponse:
        """The PDF; 409 while it is being made, after ten minutes, or when it could not be made."""
        content = printed(own_shipment(request, reference).pk, token)
        if content:
            return as_pdf(content, f"{reference}-draft")
        if content is None:
            raise Conflict(_("The paper is being made, or no longer kept. Ask again."))
        raise Conflict(_("The paper could not be made. Ask for it again."))


def asked_kind(request: Request, kind: type[Any] = AskedPaperSerializer) -> str:
    """The kind of paper asked for. Raises ValidationError for one that exporters may not have."""
    return str(values_of(kind, request)["kind"])
