"""One's own account over the API: its language, and what is told by mail. Nothing that opens it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance.accounts import profiles
from compliance.notify.forms import WishesForm
from compliance.notify.models import Kind
from shipments.api.known import KnownFilters, valid, values_of
from shipments.api.permissions import IsExporter


class WishesSerializer(serializers.Serializer):
    """`language` is that of mails and of a browser that has not chosen one; `mailed` are the kinds
    of messages that come by mail, too."""

    language = serializers.ChoiceField(settings.LANGUAGES)
    mailed = serializers.ListField(child=serializers.ChoiceField(Kind.choices), max_length=20)


class AccountSerializer(WishesSerializer):
    """Whose token this is. `may_be_mailed` are the kinds that can be chosen in `mailed`."""

    username = serializers.CharField()
    display_name = serializers.CharField()
    exporter = serializers.CharField()
    may_be_mailed = serializers.ListField(child=serializers.ChoiceField(Kind.choices))


class AccountView(KnownFilters, APIView):
    """Your own account."""

    permission_classes = (IsExporter,)

    @extend_schema(operation_id="account", responses=AccountSerializer)
    def get(self, request: Request) -> Response:
        """Whose token this is, in which language you are written to and of what by mail."""
        return _told(request.user)

    @extend_schema(
        operation_id="account_change", request=WishesSerializer, responses=AccountSerializer
    )
    def put(self, request: Request) -> Response:
        """Choose language and mails; name, mail address and password are changed on the pages."""
        wished = values_of(WishesSerializer, request)
        wishes = valid(WishesForm(request.user, {"mailed": wished["mailed"]}))
        with transaction.atomic():
            profiles.change(request.user, language=wished["language"])
            wishes.save()
        return _told(request.user)


def _told(user: Any) -> Response:
    wishes = WishesForm(user)
    told = {
        "username": user.username,
        "display_name": user.display_name,
        "exporter": user.exporter.name_zh,
        "language": user.language,
        "mailed": wishes.initial["mailed"],
        "may_be_mailed": [kind.value for kind in wishes.offered],
    }
    return Response(AccountSerializer(told).data)
