"""Single Window messages over the API: in as drafts, out of any declaration, receipts."""

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, OpenApiTypes, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shipments.api.known import KnownFilters, uploaded
from shipments.api.permissions import IsExporter, own_shipment
from shipments.models import MessageImport
from shipments.single_window.drafting import import_message
from shipments.single_window.exporting import message_of
from shipments.single_window.forms import XmlFileForm
from shipments.single_window.latest import declaration_now
from shipments.single_window.receipts import bring_in
from shipments.single_window.versions import PRESENT, VERSIONS


class MessageUploadSerializer(serializers.Serializer):
    """An XML file of the Single Window: at most 2 MB, in UTF-8, UTF-16 or GB18030."""

    upload = serializers.FileField()


class ToldSerializer(serializers.Serializer):
    """One place of a message that the draft could not take over; kind is wrong or unmapped."""

    kind = serializers.CharField()
    path = serializers.CharField()
    field = serializers.CharField(allow_blank=True)
    value = serializers.CharField(allow_blank=True)
    sentence = serializers.CharField()


class MessageImportSerializer(serializers.ModelSerializer):
    """The draft made from a message, and what it could not take over; `guessed` fields were
    computed."""

    reference = serializers.CharField(source="shipment.reference")
    told = ToldSerializer(many=True)
    guessed = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = MessageImport
        fields = ("reference", "version", "sha256", "told", "guessed")


class ReceiptSerializer(serializers.Serializer):
    """A receipt: its code (CHANNEL) and what it says."""

    code = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class MessageImportView(APIView):
    """Messages of your exporter become drafts."""

    permission_classes = (IsExporter,)
    parser_classes = (MultiPartParser,)

    @extend_schema(request=MessageUploadSerializer, responses={201: MessageImportSerializer})
    def post(self, request: Request) -> Response:
        """Start a draft from a DecMessage; the same file again gives the same draft."""
        file = uploaded(XmlFileForm, request)
        shipment = import_message(file.read(), by=request.user, filename=file.name)
        shape = MessageImportSerializer(MessageImport.objects.get(shipment=shipment))
        return Response(shape.data, status=status.HTTP_201_CREATED)


class MessageExportView(KnownFilters, APIView):
    """A declaration as a message."""

    filters = ("version",)

    permission_classes = (IsExporter,)

    @extend_schema(
        parameters=[OpenApiParameter("version", str, enum=list(VERSIONS), default=PRESENT)],
        responses={
            (200, "application/xml"): OpenApiTypes.BINARY,
            400: OpenApiResponse(description="Why it cannot be a message"),
        },
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        """The DecMessage of the last revision, or of the draft; 400 names what does not fit."""
        version = request.query_params.get("version", PRESENT)
        if version not in VERSIONS:
            raise ValidationError({"version": [f"{' / '.join(VERSIONS)}"]})
        message = message_of(declaration_now(own_shipment(request, reference)), version)
        return HttpResponse(message, content_type="application/xml; charset=utf-8")


class ReceiptView(APIView):
    """Receipts of the Single Window for a declaration."""

    permission_classes = (IsExporter,)
    parser_classes = (MultiPartParser,)

    @extend_schema(request=MessageUploadSerializer, responses={201: ReceiptSerializer})
    def post(self, request: Request, reference: str) -> Response:
        """Put a receipt into the timeline; it changes nothing else."""
        shipment = own_shipment(request, reference)
        data = uploaded(XmlFileForm, request).read()
        receipt = bring_in(shipment, data, by=request.user)
        return Response(ReceiptSerializer(receipt).data, status=status.HTTP_201_CREATED)
