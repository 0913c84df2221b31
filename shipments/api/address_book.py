"""What an exporter copies from, over the API: parties, goods, declarations kept as templates."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from shipments.api.declared_fields import DeclaredSerializer
from shipments.api.own_rows import Body, OwnRows, Removable, replacing
from shipments.api.serializers import ComponentSerializer
from shipments.declare.forms.parties import SavedPartyForm
from shipments.declare.forms.saved_goods import SavedGoodsForm
from shipments.declare.forms.templates import TemplateForm
from shipments.models import DeclarationTemplate, SavedGoods, SavedParty, Shipment


class SavedPartySerializer(DeclaredSerializer):
    """A party of your address book."""

    dictionary = PARTY

    class Meta:
        model = SavedParty
        fields = ("id", *PARTY)


class SavedGoodsSerializer(DeclaredSerializer):
    """A product of yours, under your own name for it."""

    dictionary = LINE
    composition = ComponentSerializer(many=True, required=False)

    class Meta:
        model = SavedGoods
        exclude = ("exporter", "specification")


class TemplateSerializer(serializers.ModelSerializer):
    """A declaration of yours, in any status, under the name by which you start others from it:
    copy its `shipment`."""

    shipment = serializers.CharField(source="shipment.reference")

    class Meta:
        model = DeclarationTemplate
        fields = ("id", "name", "shipment")


class PartyViewSet(Removable, OwnRows):
    """The parties of your address book, the newest first."""

    serializer_class = SavedPartySerializer
    queryset = SavedParty.objects.none()
    form: ClassVar[Any] = replacing(SavedPartyForm)


class GoodsViewSet(Removable, OwnRows):
    """Your products, the newest first."""

    serializer_class = SavedGoodsSerializer
    queryset = SavedGoods.objects.none()
    form: ClassVar[Any] = replacing(SavedGoodsForm)


class TemplateViewSet(Removable, OwnRows):
    """Your templates, the newest first."""

    serializer_class = TemplateSerializer
    queryset = DeclarationTemplate.objects.none()
    form: ClassVar[Any] = replacing(TemplateForm)

    def get_queryset(self) -> Any:
        """With the declaration behind each."""
        return super().get_queryset().select_related("shipment")

    def bound(self, content: Body, row: Any) -> Any:
        """What a template is of is said once: another declaration is another template."""
        reference = content["shipment"]
        if row.pk is None:
            row.shipment = self._own_shipment(reference)
        elif row.shipment.reference != reference:
            raise ValidationError({"shipment": [_("A template stays that of one declaration.")]})
        return super().bound({"name": content["name"]}, row)

    def _own_shipment(self, reference: str) -> Shipment:
        own = Shipment.objects.visible_to(self.request.user).filter(reference=reference).first()
        if own is None:
            raise ValidationError({"shipment": [_("There is no such declaration of yours.")]})
        return own
