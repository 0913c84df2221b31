"""An exporter's own end users and their sites over the API, as on their pages."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from enduse import actions
from enduse.forms import END_USER, SITE, EndUserForm, SiteForm
from enduse.models import EndUser, Site
from shipments.api.declared_fields import DeclaredSerializer
from shipments.api.own_rows import ROW_ID, Body, OwnRows, replacing


class OwnSiteSerializer(DeclaredSerializer):
    """A plant or laboratory; `end_user` is the id of one of yours."""

    dictionary = SITE

    end_user = serializers.IntegerField(source="end_user_id", **ROW_ID)

    class Meta:
        model = Site
        fields = ("id", "end_user", *SITE)


class OwnEndUserSerializer(DeclaredSerializer):
    """An end user of yours with its sites; an archived one is offered no longer."""

    dictionary = END_USER

    sites = OwnSiteSerializer(many=True, read_only=True)

    class Meta:
        model = EndUser
        fields = ("id", *END_USER, "archived", "sites")
        read_only_fields = ("archived",)


class OwnEndUserViewSet(OwnRows):
    """Your end users, the newest first."""

    serializer_class = OwnEndUserSerializer
    queryset = EndUser.objects.none()
    form: ClassVar[Any] = replacing(EndUserForm)

    def get_queryset(self) -> Any:
        """Own ones, with their sites."""
        return super().get_queryset().prefetch_related("sites")

    def saved(self, form: Any) -> Any:
        """The row, stored."""
        return actions.save(form, by=self.request.user)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Offer the end user no longer; statements and declarations keep it."""
        actions.archive(self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class OwnSiteViewSet(OwnRows):
    """The sites of your end users, the newest first."""

    serializer_class = OwnSiteSerializer
    queryset = Site.objects.none()
    form: ClassVar[Any] = replacing(SiteForm)

    def get_queryset(self) -> Any:
        """Those of own end users; anything else is 404."""
        own = EndUser.objects.visible_to(self.request.user)
        return Site.objects.filter(end_user__in=own).select_related("end_user")

    def new_row(self) -> Site:
        """Whose it is, the content says."""
        return Site()

    def bound(self, content: Body, row: Site) -> Any:
        """A site stays where it is: at its end user."""
        end_user = content["end_user"]
        if row.pk is None:
            row.end_user = self._own_end_user(end_user)
        elif row.end_user_id != end_user:
            raise ValidationError({"end_user": [_("This site belongs to another end user.")]})
        return super().bound(content, row)

    def saved(self, form: Any) -> Any:
        """The row, stored."""
        return actions.save(form, by=self.request.user)

    def _own_end_user(self, pk: int) -> EndUser:
        own: Any = EndUser.objects.visible_to(self.request.user).filter(pk=pk, archived=False)
        found: EndUser | None = own.first()
        if found is None:
            raise ValidationError({"end_user": [_("There is no such end user of yours.")]})
        return found
