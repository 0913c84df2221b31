"""Papers over the API: the same checked, recorded download as on the pages."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from shipments.api.permissions import IsExporter
from shipments.models import Document
from shipments.paperwork.delivery import deliver


class DocumentView(APIView):
    """One paper as PDF."""

    permission_classes = (IsExporter,)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The bytes as they were issued; 409 while they are not ready or when they were changed."""
        papers = Document.objects.visible_to(request.user).with_case()
        return deliver(get_object_or_404(papers, pk=pk), by=request.user)
