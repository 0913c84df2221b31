"""Papers handed in over the API while customs has the declaration."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shipments.api.known import refuse_unknown_fields
from shipments.api.permissions import IsExporter
from shipments.api.serializers import AttachmentSerializer
from shipments.declare.forms.papers import AddPapersForm
from shipments.declare.handed_in import add_papers
from shipments.models import Shipment


class HandedInSerializer(serializers.Serializer):
    """One paper, its kind, and in words what it shows."""

    text = serializers.CharField(max_length=4000)
    kind = serializers.CharField(required=False, allow_blank=True)
    upload = serializers.FileField()


class HandInView(APIView):
    """Papers for a declaration that customs reviews or holds."""

    permission_classes = (IsExporter,)
    parser_classes = (MultiPartParser,)

    @extend_schema(request=HandedInSerializer, responses={201: AttachmentSerializer(many=True)})
    def post(self, request: Request, reference: str) -> Response:
        """Hand in a paper without being asked; the same again is there already."""
        rows = Shipment.objects.visible_to(request.user).with_people()
        shipment = get_object_or_404(rows, reference=reference)
        refuse_unknown_fields(HandedInSerializer(), request.data)
        given = {"text": request.data.get("text"), "first_kind": request.data.get("kind")}
        form = AddPapersForm(given, {"first": request.FILES.get("upload")})
        if not form.is_valid():
            raise ValidationError({NAMES[name]: list(told) for name, told in form.errors.items()})
        text, papers = form.cleaned_data["text"], form.papers_given()
        add_papers(shipment, by=request.user, text=text, **papers)
        last = shipment.supplements.last()
        shape = AttachmentSerializer(last.files.all() if last else [], many=True)
        return Response(shape.data, status=status.HTTP_201_CREATED)


NAMES = {"text": "text", "first": "upload", "first_kind": "kind"}
"""The API's names of the form's fields."""
