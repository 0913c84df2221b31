"""Shipments over the API: the exporter's own actions in other clothes."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from shipments.access import require
from shipments.api import serializers as shapes
from shipments.api.follow_up import FollowUpActions
from shipments.api.handed_in import WORDS_AND_FILES, AnswerSerializer, papers_in
from shipments.api.known import KnownFilters, valid, values_of
from shipments.api.listed import FILTERS, PARAMETERS, Listed
from shipments.api.once import once
from shipments.api.pages import InOrder
from shipments.api.papers import AskedPaperSerializer, asked_kind
from shipments.api.permissions import IsExporter
from shipments.api.preconditions import IF_MATCH, check_tags, etag_of, tagged, told_tags
from shipments.declare import actions
from shipments.declare.draft_changes import add_attachment, delete_draft
from shipments.declare.duplicates import duplicates_of
from shipments.declare.durations import usual_time
from shipments.declare.forms.papers import AttachmentForm, ListFilterForm
from shipments.declare.intake import take_in
from shipments.declare.law_advice import precheck
from shipments.declare.listing import listed
from shipments.declare.readiness import draft_of, problems_of
from shipments.models import Shipment
from shipments.paperwork.on_request import ask_for
from shipments.screening.facts import precheck_facts


class ShipmentViewSet(
    KnownFilters,
    FollowUpActions,
    Listed,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[Shipment],
):
    """Your exporter's shipments."""

    permission_classes = (IsExporter,)
    pagination_class = InOrder
    lookup_field = "reference"
    queryset = Shipment.objects.none()
    filters = ("cursor", *FILTERS)

    def get_queryset(self) -> QuerySet[Shipment]:
        """Own shipments; anything else is 404."""
        return Shipment.objects.visible_to(self.request.user).with_people()

    @extend_schema(parameters=PARAMETERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Your shipments that fit every filter, in the order asked for: the newest first."""
        return super().list(request, *args, **kwargs)

    def filter_queryset(self, queryset: Any) -> Any:
        """The filters of the list page; what they cannot read is refused by name."""
        if self.action != "list":
            return queryset
        form = valid(ListFilterForm(self.request.query_params))
        return listed(queryset, form.cleaned_data)

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Short in the list, whole on its own."""
        return (
            shapes.ShipmentSerializer if self.action == "list" else shapes.WholeShipmentSerializer
        )

    @extend_schema(
        request=shapes.NewShipmentSerializer, responses={201: shapes.WholeShipmentSerializer}
    )
    @once
    def create(self, request: Request) -> Response:
        """Start a draft and fill it in; nothing is kept when anything is wrong."""
        content = values_of(shapes.NewShipmentSerializer, request)
        with transaction.atomic():
            key = content.pop("creation_key", None) or uuid4()
            shipment = actions.create_draft(by=request.user, creation_key=key)
            take_in(shipment, content, by=request.user)
        return self._whole(shipment, status.HTTP_201_CREATED)

    def retrieve(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """One shipment. Its ETag says which content you have read."""
        shipment = self.get_object()
        return tagged(Response(self.get_serializer(shipment).data), shipment)

    @extend_schema(
        request=shapes.ContentSerializer,
        responses=shapes.WholeShipmentSerializer,
        parameters=[IF_MATCH],
    )
    def update(self, request: Request, reference: str) -> Response:
        """Replace the whole content of a draft, the one whose ETag you give as If-Match."""
        shipment = self.get_object()
        check_tags(told_tags(request), etag_of(shipment))
        content = values_of(shapes.ContentSerializer, request)
        take_in(shipment, content, by=request.user, version=shipment.version)
        return self._whole(shipment)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, reference: str) -> Response:
        """Delete a draft that was never submitted."""
        delete_draft(self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=shapes.CopySerializer, responses={201: shapes.WholeShipmentSerializer})
    @action(detail=True, methods=["post"])
    @once
    def copy(self, request: Request, reference: str) -> Response:
        """Start a draft from an earlier declaration, without its dates, transport and papers."""
        source = self.get_object()
        key = values_of(shapes.CopySerializer, request).get("creation_key") or uuid4()
        draft = actions.copy_draft(source, by=request.user, creation_key=key)
        return self._whole(draft, status.HTTP_201_CREATED)

    @extend_schema(request=shapes.SubmitSerializer, responses=shapes.WholeShipmentSerializer)
    @action(detail=True, methods=["post"])
    @once
    def submit(self, request: Request, reference: str) -> Response:
        """Freeze the draft and send it to customs."""
        shipment = self.get_object()
        seen = values_of(shapes.SubmitSerializer, request)
        return self._whole(actions.submit(shipment, by=request.user, **seen))

    @extend_schema(request=shapes.ReasonSerializer, responses=shapes.WholeShipmentSerializer)
    @action(detail=True, methods=["post"])
    @once
    def withdraw(self, request: Request, reference: str) -> Response:
        """Take the declaration back."""
        shipment = self.get_object()
        told = values_of(shapes.ReasonSerializer, request)
        return self._whole(actions.withdraw(shipment, by=request.user, **told))

    @extend_schema(
        request=shapes.WithdrawalRequestSerializer, responses=shapes.WholeShipmentSerializer
    )
    @action(detail=True, methods=["post"], url_path="request-withdrawal")
    @once
    def request_withdrawal(self, request: Request, reference: str) -> Response:
        """Ask customs to let a declaration be withdrawn that it has held or released."""
        shipment = self.get_object()
        told = values_of(shapes.WithdrawalRequestSerializer, request)
        return self._whole(actions.request_withdrawal(shipment, by=request.user, **told))

    @extend_schema(
        request=shapes.WithdrawalRequestSerializer, responses=shapes.WholeShipmentSerializer
    )
    @action(detail=True, methods=["post"], url_path="request-amendment")
    @once
    def request_amendment(self, request: Request, reference: str) -> Response:
        """Ask customs to let a released declaration be corrected under its number."""
        shipment = self.get_object()
        told = values_of(shapes.WithdrawalRequestSerializer, request)
        return self._whole(actions.request_amendment(shipment, by=request.user, **told))

    @extend_schema(request=AnswerSerializer, responses=shapes.WholeShipmentSerializer)
    @action(detail=True, methods=["post"], parser_classes=WORDS_AND_FILES)
    @once
    def answer(self, request: Request, reference: str) -> Response:
        """Answer the open hold, with files where they help."""
        shipment = self.get_object()
        told = papers_in(values_of(AnswerSerializer, request))
        return self._whole(actions.answer_hold(shipment, by=request.user, **told))

    @extend_schema(request=AnswerSerializer, responses=shapes.WholeShipmentSerializer)
    @action(detail=True, methods=["post"], parser_classes=WORDS_AND_FILES)
    @once
    def supplement(self, request: Request, reference: str) -> Response:
        """Add to the answer of a question that has no result yet."""
        told = papers_in(values_of(AnswerSerializer, request))
        return self._whole(actions.supplement_answer(self.get_object(), by=request.user, **told))

    @extend_schema(
        methods=["post"],
        request=shapes.UploadSerializer,
        responses={201: shapes.AttachmentSerializer, 400: OpenApiResponse(description="Why not")},
    )
    @extend_schema(methods=["get"], responses=shapes.AttachmentSerializer(many=True))
    @action(
        detail=True,
        methods=["get", "post"],
        parser_classes=[MultiPartParser],
        pagination_class=None,
    )
    def attachments(self, request: Request, reference: str) -> Response:
        """The files of the shipment; post one more to a draft."""
        shipment = self.get_object()
        if request.method == "GET":
            rows = shipment.attachments.filter(removed_at=None)
            return Response(shapes.AttachmentSerializer(rows, many=True).data)
        form = valid(AttachmentForm(request.data, request.FILES, shipment=shipment))
        paper = form.cleaned_data
        row = add_attachment(shipment, paper.pop("upload"), **paper, by=request.user)
        return Response(shapes.AttachmentSerializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=shapes.PrecheckSerializer)
    @action(detail=True, methods=["get"])
    def precheck(self, request: Request, reference: str) -> Response:
        """What a draft lacks, which of its numbers stand in others, what the rules say today."""
        shipment = self.get_object()
        require(request.user, "edit", shipment)
        facts = precheck_facts(shipment)
        usual = usual_time(shipment.office)
        told = {
            "problems": [
                *problems_of(draft_of(shipment, facts.policy)),
                *duplicates_of(shipment),
            ],
            "findings": precheck(facts, request.user),
            "usual_seconds": int(usual.median.total_seconds()) if usual else None,
        }
        return Response(shapes.PrecheckSerializer(told).data)

    @extend_schema(
        methods=["post"], request=AskedPaperSerializer, responses={201: shapes.DocumentSerializer}
    )
    @extend_schema(methods=["get"], responses=shapes.DocumentSerializer(many=True))
    @action(detail=True, methods=["get", "post"], pagination_class=None)
    def documents(self, request: Request, reference: str) -> Response:
        """The papers customs issued; post to ask for one of what was submitted last."""
        shipment, told = self.get_object(), {"request": request}
        if request.method == "POST":
            paper = ask_for(shipment, asked_kind(request), by=request.user)
            shape = shapes.DocumentSerializer(paper, context=told)
            return Response(shape.data, status=status.HTTP_201_CREATED)
        rows = shipment.documents.told_to(request.user)
        return Response(shapes.DocumentSerializer(rows, many=True, context=told).data)

    def _whole(self, shipment: Shipment, code: int = status.HTTP_200_OK) -> Response:
        fresh = self.get_queryset().get(pk=shipment.pk)
        return tagged(Response(shapes.WholeShipmentSerializer(fresh).data, status=code), fresh)
