"""One attached file over the API: read, or taken out of a draft."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shipments.api.permissions import IsExporter
from shipments.declare.draft_changes import remove_attachment
from shipments.declare.handing_out import hand_out
from shipments.models import Attachment, Shipment


class AttachmentView(APIView):
    """A file of one of your shipments, by its id."""

    permission_classes = (IsExporter,)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, reference: str, pk: int) -> FileResponse:
        """The bytes as they were attached."""
        return hand_out(_found(request, reference, pk), by=request.user)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, reference: str, pk: int) -> Response:
        """Take the file out of a draft; one taken out already is no mistake."""
        remove_attachment(_found(request, reference, pk), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _found(request: Request, reference: str, pk: int) -> Attachment:
    own = Shipment.objects.visible_to(request.user).filter(reference=reference)
    rows = Attachment.objects.filter(shipment__in=own).select_related("shipment")
    return get_object_or_404(rows, pk=pk)
