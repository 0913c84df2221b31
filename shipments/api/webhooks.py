"""Webhooks over the API: addresses that are told of changes, and what became of each message."""

from typing import Any, cast

from django.core.exceptions import ValidationError as Wrong
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from compliance.accounts.models import User
from shipments.api.known import KnownFilters, refuse_fields, refuse_unknown_fields
from shipments.api.permissions import IsExporter
from shipments.models import Delivery, Webhook
from shipments.webhooks.registering import ping, register, resume, revoke

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
    """A message: `answer` is the status of the other side or why it was not reached; a test
    message has no reference. One that was not tried and has no next try waits for those before
    it, or for the end of a pause."""

    reference = serializers.CharField(source="shipment.reference", default=None, allow_null=True)
    answer = serializers.SerializerMethodField()

    class Meta:
        model = Delivery
        fields = ("uuid", "reference", "at", "tries", "next_try_at", "taken_at", "answer")

    def get_answer(self, delivery: Delivery) -> str:
        """In the reader's language."""
        return gettext(delivery.answer)


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
        try:
            hook = register(shape.validated_data["url"], by=cast(User, request.user))
        except Wrong as error:
            raise ValidationError({"url": error.messages}) from error
        return Response(NewWebhookSerializer(hook).data, status=status.HTTP_201_CREATED)

    def perform_destroy(self, instance: Webhook) -> None:
        """Also its messages go; the event stays."""
        revoke(instance, by=cast(User, self.request.user))

    @extend_schema(request=None, responses={201: DeliverySerializer})
    @action(detail=True, methods=["post"])
    def ping(self, request: Request, pk: str) -> Response:
        """Send a test message, that tells of no shipment."""
        refuse_fields(request)
        delivery = ping(self.get_object())
        return Response(DeliverySerializer(delivery).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=WebhookSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """End the pause: what came meanwhile is sent, the oldest first; 409 without a pause."""
        refuse_fields(request)
        resume(self.get_object(), by=cast(User, request.user))
        return Response(WebhookSerializer(self.get_object()).data)

    @extend_schema(responses=DeliverySerializer(many=True))
    @action(detail=True, methods=["get"])
    def deliveries(self, request: Request, pk: str) -> Response:
        """The latest messages, the newest first."""
        rows = self.get_object().deliveries.select_related("shipment")[:MOST_MESSAGES]
        return Response(DeliverySerializer(rows, many=True).data)
