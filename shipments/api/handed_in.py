"""Papers handed in over the API while customs has the declaration."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError as WrongValue
from django.forms import Field
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance import limits
from compliance.paper_fields import PaperField, formats_today
from compliance.ui.fields import CodeSelect
from shipments.api.bounds import BoundedJSONParser
from shipments.api.known import values_of
from shipments.api.once import once
from shipments.api.permissions import IsExporter, own_shipment
from shipments.api.serializers import AttachmentSerializer
from shipments.declare.handed_in import add_papers

WORDS_AND_FILES = [MultiPartParser, BoundedJSONParser]
"""How an answer is read: with files as a form, words alone as JSON too."""


class AnswerSerializer(serializers.Serializer):
    """An answer to customs in words, perhaps with files and what each of them is in the same
    order. A file without a kind is another paper."""

    text = serializers.CharField(max_length=4000)
    kind = serializers.ListField(
        child=serializers.CharField(allow_blank=True), required=False, max_length=limits.PAPERS
    )
    upload = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        required=False,
        max_length=limits.PAPERS,
    )

    def validate_kind(self, kinds: list[str]) -> list[str]:
        """Codes of kinds of papers, also given by their names."""
        return _each(CodeSelect("attachment_kinds", required=False), kinds)

    def validate_upload(self, files: list[Any]) -> list[Any]:
        """What the policy takes, by the content of each."""
        return _each(PaperField(formats=formats_today()), files)

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        """At most one kind for each file."""
        kinds, files = told.get("kind", []), told.get("upload", [])
        if len(kinds) > len(files):
            raise ValidationError({"kind": [_("There are more kinds than files.")]})
        return {**told, "upload": files, "kind": [*kinds, *[""] * (len(files) - len(kinds))]}


class HandedInSerializer(AnswerSerializer):
    """The files, what each of them is in the same order, and in words what they show. A file
    without a kind is another paper."""

    upload = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        allow_empty=False,
        max_length=limits.PAPERS,
    )


class HandInView(APIView):
    """Papers for a declaration that customs reviews or holds."""

    permission_classes = (IsExporter,)
    parser_classes = (MultiPartParser,)

    @extend_schema(request=HandedInSerializer, responses={201: AttachmentSerializer(many=True)})
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Hand in papers without being asked; the same again are there already."""
        shipment = own_shipment(request, reference)
        given = papers_in(values_of(HandedInSerializer, request))
        add_papers(shipment, by=request.user, **given)
        last = shipment.supplements.last()
        shape = AttachmentSerializer(last.files.all() if last else [], many=True)
        return Response(shape.data, status=status.HTTP_201_CREATED)


def papers_in(told: Mapping[str, Any]) -> dict[str, Any]:
    """The words and files of that shape, as the actions take them."""
    return {"text": told["text"], "files": told["upload"], "kinds": told["kind"]}


def _each(field: Field, values: list[Any]) -> list[Any]:
    """Each value as the field of the pages takes it. Raises ValidationError by place."""
    cleaned, wrong = [], {}
    for place, value in enumerate(values):
        try:
            cleaned.append(field.clean(value))
        except WrongValue as error:
            wrong[place] = list(error.messages)
    if wrong:
        raise ValidationError(wrong)
    return cleaned
