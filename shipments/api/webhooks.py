"""Webhooks over the API: addresses that are told of changes, and what became of each message."""

import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from compliance.accounts.models import Exporter
from compliance.audit.log import record
from shipments.api.known import KnownFilters, refuse_unknown_fields
from shipments.api.permissions import IsExporter
from shipments.models import Delivery, Webhook
from shipments.webhooks.sending import WrongAddress, host_and_path, public_address

MOST = 5
MOST_MESSAGES = 100


class WebhookSerializer(serializers.ModelSerializer):
    """An address. Its `secret` is told once, when it is made: messages are signed with it."""

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = ("id", "url", "made_at", "is_paused")
        read_only_fields = ("id", "made_at", "is_paused")


class NewWebhookSerializer(WebhookSerializer):
    """A new address with its secret."""

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")


class DeliverySerializer(serializers.ModelSerializer):
    """A message: `answer` is the status of the other side or why it was not reached."""

    reference = serializers.CharField(source="shipment.reference")

    class Meta:
        model = Delivery
        fields = ("uuid", "reference", "at", "tries", "next_try_at", "taken_at", "answer")


class WebhookViewSet(
    KnownFilters,
    mixins.ListModelMixin,
    mixins.DestroyModelMixin,
    GenericViewSet[Webhook],
):
    """Your exporter's addresses."""

    permission_classes = (IsExporter,)
    serializer_class = WebhookSerializer
    pagination_class = None
    queryset = Webhook.objects.none()
    lookup_value_regex = r"\d{1,9}"

    def get_queryset(self) -> Any:
        """Own ones only."""
        return Webhook.objects.filter(exporter=self.request.user.exporter)

    @extend_schema(request=WebhookSerializer, responses={201: NewWebhookSerializer})
    def create(self, request: Request) -> Response:
        """Register an address: https, on the public internet, at most five."""
        shape = WebhookSerializer(data=request.data)
        refuse_unknown_fields(shape, request.data)
        shape.is_valid(raise_exception=True)
        url = shape.validated_data["url"]
        try:
            public_address(host_and_path(url)[0])
        except WrongAddress as error:
            raise ValidationError({"url": [error.sentence]}) from error
        hook = _make(request, url)
        return Response(NewWebhookSerializer(hook).data, status=status.HTTP_201_CREATED)

    def perform_destroy(self, instance: Webhook) -> None:
        """Also its messages go; the event stays."""
        with transaction.atomic():
            record("webhook_removed", by=self.request.user, subject=f"webhook:{instance.pk}")
            instance.delete()

    @extend_schema(responses=DeliverySerializer(many=True))
    @action(detail=True, methods=["get"])
    def deliveries(self, request: Request, pk: str) -> Response:
        """The latest messages, the newest first."""
        rows = self.get_object().deliveries.select_related("shipment")[:MOST_MESSAGES]
        return Response(DeliverySerializer(rows, many=True).data)


@transaction.atomic
def _make(request: Request, url: str) -> Webhook:
    person: Any = request.user
    Exporter.objects.select_for_update(no_key=True).get(pk=person.exporter_id)
    there = Webhook.objects.filter(exporter=person.exporter)
    if there.count() >= MOST:
        sentence = _("There are %(most)s addresses already.")
        raise ValidationError({"url": [sentence % {"most": MOST}]})
    if there.filter(url=url).exists():
        raise ValidationError({"url": [_("This address is registered already.")]})
    hook = Webhook.objects.create(
        exporter=person.exporter, url=url, secret=secrets.token_urlsafe(32), made_by=person
    )
    record("webhook_made", by=person, subject=f"webhook:{hook.pk}", name=url)
    return hook
