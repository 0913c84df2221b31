"""The register of end users over the API, for customs: what its pages show."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from compliance.accounts.models import User
from shipments.api.known import KnownFilters
from shipments.api.pages import NewestFirst
from shipments.end_users.forms import RegisterFilter
from shipments.models import RegisteredSite, RegisteredUser, UserFigure, UserVerdict


class ReadsRegister(BasePermission):
    """All of customs; for exporters there is no such address."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """True, or NotFound for an exporter who signed in."""
        if not isinstance(request.user, User):
            return False
        if request.user.is_exporter:
            raise NotFound
        return True


class RegisteredUserSerializer(serializers.ModelSerializer):
    """One end user as it was last declared. `key` is the one that flows and balances know it by,
    `merged_into` that of the entry which stands for it, or null."""

    merged_into = serializers.CharField(source="merged_into.key", allow_null=True, default=None)

    class Meta:
        model = RegisteredUser
        fields = (
            *("id", "key", "name_en", "name_zh", "country", "address", "registration_no"),
            *("business_scope", "ownership", "merged_into", "since", "told_on"),
        )


class SiteSerializer(serializers.ModelSerializer):
    """A plant or laboratory, and what it makes."""

    class Meta:
        model = RegisteredSite
        fields = ("name", "address", "country", "makes", "end_use", "told_on")


class FigureSerializer(serializers.ModelSerializer):
    """Capacity or need in kilograms of indium a year, or stock in kilograms; `file_sha256` is that
    of the file behind it, "" for none."""

    class Meta:
        model = UserFigure
        fields = ("kind", "kg", "as_of", "evidence", "file_name", "file_sha256", "at")


class VerdictSerializer(serializers.ModelSerializer):
    """What an officer found."""

    class Meta:
        model = UserVerdict
        fields = ("outcome", "visited_on", "text", "at")


class EndUserSerializer(RegisteredUserSerializer):
    """One end user with its sites, figures and verdicts, the newest verdict first."""

    sites = SiteSerializer(many=True)
    figures = FigureSerializer(many=True)
    verdicts = VerdictSerializer(many=True)

    class Meta:
        model = RegisteredUser
        fields = (*RegisteredUserSerializer.Meta.fields, "sites", "figures", "verdicts")


class EndUsersView(KnownFilters, ListAPIView[RegisteredUser]):
    """Everybody to whom metal was released, the newest entry first."""

    permission_classes = (ReadsRegister,)
    pagination_class = NewestFirst
    serializer_class = RegisteredUserSerializer
    queryset = RegisteredUser.objects.none()
    filters = ("cursor", "q", "country")

    @extend_schema(
        operation_id="end_users",
        parameters=[
            OpenApiParameter("q", str, description="A part of the name"),
            OpenApiParameter("country", str, description="Alpha-3"),
        ],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Entries that are merged into another are among them, and say into which."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[RegisteredUser]:
        """Those that fit."""
        seen = RegisteredUser.objects.visible_to(self.request.user)
        return RegisterFilter(self.request.query_params).narrow(seen).select_related("merged_into")


class EndUserView(KnownFilters, RetrieveAPIView[RegisteredUser]):
    """One entry of the register."""

    permission_classes = (ReadsRegister,)
    serializer_class = EndUserSerializer
    queryset = RegisteredUser.objects.none()

    def get_queryset(self) -> QuerySet[RegisteredUser]:
        """With all that is known of it."""
        seen = RegisteredUser.objects.visible_to(self.request.user).select_related("merged_into")
        newest = UserVerdict.objects.order_by("-id")
        return seen.prefetch_related("sites", "figures", Prefetch("verdicts", newest))
