"""The licences that an exporter holds, over the API: what is left of them and what was drawn."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from compliance import clock
from compliance.accounts.models import User
from shipments.api.known import KnownFilters, valid
from shipments.api.pages import NewestFirst
from shipments.api.permissions import IsExporter
from shipments.licences.forms import RegisterFilter
from shipments.licences.listing import filter_register, state_on
from shipments.models import Licence, LicenceDraw, Shipment

LAST_DRAWS = 50
STATES = ("valid", "future", "used_up", "expired", "revoked")


class LicenceSerializer(serializers.ModelSerializer):
    """A licence you hold, as issued, and what is left of it. Empty boxes do not restrict."""

    state = serializers.SerializerMethodField()

    class Meta:
        model = Licence
        fields: tuple[str, ...] = (
            *("number", "kind", "form", "state", "hs_codes", "control_codes", "countries"),
            *("customs_district", "contract_no", "end_user", "valid_from", "valid_until"),
            *("quantity_kg", "remaining_kg", "uses", "remaining_uses"),
            *("value", "currency", "remaining_value", "unit", "quantity", "remaining_quantity"),
        )

    @extend_schema_field({"type": "string", "enum": list(STATES)})
    def get_state(self, licence: Licence) -> str:
        """Of the day."""
        return state_on(licence, clock.today())


class DrawSerializer(serializers.Serializer):
    """What the release of a declaration of yours used up; a recalled one is given back."""

    reference = serializers.CharField(source="shipment.reference")
    kg = serializers.DecimalField(max_digits=19, decimal_places=5)
    value = serializers.DecimalField(max_digits=19, decimal_places=2, allow_null=True)
    at = serializers.DateTimeField()
    is_given_back = serializers.SerializerMethodField()

    def get_is_given_back(self, draw: Any) -> bool:
        """Whether the release was recalled."""
        return hasattr(draw, "given_back")


class WholeLicenceSerializer(LicenceSerializer):
    """The licence with its last draws, the newest first; all of them stand at its `draws/`."""

    draws = serializers.SerializerMethodField()

    class Meta(LicenceSerializer.Meta):
        fields: tuple[str, ...] = (*LicenceSerializer.Meta.fields, "draws")

    @extend_schema_field(DrawSerializer(many=True))
    def get_draws(self, licence: Licence) -> Any:
        """Those of declarations you may open."""
        own = own_draws(licence, self.context["request"].user)
        return DrawSerializer(own[:LAST_DRAWS], many=True).data


def own_draws(licence: Licence, person: User) -> QuerySet[LicenceDraw]:
    """Draws of declarations that the person may open, the newest first."""
    rows = licence.draws.select_related("shipment", "given_back")
    return rows.filter(shipment__in=Shipment.objects.visible_to(person))


class LicenceViewSet(
    KnownFilters, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Licence]
):
    """The licences you hold, the last registered first."""

    permission_classes = (IsExporter,)
    pagination_class = NewestFirst
    queryset = Licence.objects.none()
    lookup_field = "number"
    filters: ClassVar[tuple[str, ...]] = ("cursor", "number", "state")

    def get_queryset(self) -> Any:
        """Own ones; anything else is 404."""
        return Licence.objects.visible_to(self.request.user)

    def get_serializer_class(self) -> type[BaseSerializer]:
        """With its draws on its own."""
        return LicenceSerializer if self.action == "list" else WholeLicenceSerializer

    @extend_schema(
        parameters=[
            OpenApiParameter("number", str, description="A part of the licence number"),
            OpenApiParameter("state", str, enum=[each for each in STATES if each != "future"]),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Your licences that fit every filter."""
        return super().list(request, *args, **kwargs)

    @extend_schema(
        responses=DrawSerializer(many=True), parameters=[OpenApiParameter("cursor", str)]
    )
    @action(detail=True, methods=["get"], filters=("cursor",))
    def draws(self, request: Request, number: str) -> Response:
        """Every draw of declarations you may open, the newest first."""
        pages = NewestFirst()
        rows = own_draws(self.get_object(), request.user)
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(DrawSerializer(page, many=True).data)

    def filter_queryset(self, queryset: Any) -> Any:
        """The filters of the page; what they cannot read is refused by name."""
        if self.action != "list":
            return queryset
        chosen = valid(RegisterFilter(self.request.query_params, tells_of_suspensions=False))
        return filter_register(queryset, chosen, clock.today())
