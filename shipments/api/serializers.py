"""Shapes of the API. They only translate: the forms of shipments.declare do the checking.

Decimals are strings; masses kg, percentages by mass, countries ISO alpha-3, other codes those of
the customs code tables; dates YYYY-MM-DD.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from compliance import clock
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.law.canonical import to_plain
from compliance.listed import listed
from shipments.api.declared_fields import DeclaredSerializer
from shipments.declare.freezing import declaration_of
from shipments.declare.status import (
    disclosed_findings,
    hold_reason,
    known_decisions,
    withdrawal_reason,
)
from shipments.grounds import grounds_on
from shipments.models import (
    Attachment,
    Document,
    GoodsLine,
    PartyRole,
    Shipment,
    ShipmentParty,
)


class ComponentSerializer(serializers.Serializer):
    """One constituent of a line."""

    substance = serializers.CharField()
    percent = serializers.CharField()


class ControlElementSerializer(serializers.Serializer):
    """One row of 禁限管制申报要素."""

    category = serializers.CharField()
    number = serializers.CharField(required=False, allow_blank=True)
    value = serializers.CharField()


class OtherDocumentSerializer(serializers.Serializer):
    """One row of 随附单证."""

    code = serializers.CharField()
    number = serializers.CharField()


class PartySerializer(DeclaredSerializer):
    """A party of the draft."""

    dictionary = PARTY

    role = serializers.ChoiceField(choices=PartyRole.choices)

    class Meta:
        model = ShipmentParty
        exclude = ("id", "shipment", "position", "end_user")
        extra_kwargs = {"name_en": {"required": False}, "country": {"required": False}}


class GoodsLineSerializer(DeclaredSerializer):
    """A goods line; lines are numbered in the order they are given."""

    dictionary = LINE

    composition = ComponentSerializer(many=True, required=False)
    control_elements = ControlElementSerializer(many=True, required=False)
    total_price = serializers.CharField(required=False, allow_blank=True)

    class Meta:
        model = GoodsLine
        exclude = ("id", "shipment", "number")


class ContentSerializer(DeclaredSerializer):
    """What a draft says: header, parties and lines. `office` is the declaring customs office's
    code, `statement` the number of one of your end-use statements."""

    dictionary = HEADER
    office = serializers.CharField(required=False, allow_blank=True)
    statement = serializers.CharField(required=False, allow_blank=True)
    other_documents = OtherDocumentSerializer(many=True, required=False)
    parties = PartySerializer(many=True, required=False)
    lines = GoodsLineSerializer(many=True, required=False)

    class Meta:
        model = Shipment
        fields: tuple[str, ...] = (*HEADER, "statement", "parties", "lines")


class NewShipmentSerializer(ContentSerializer):
    """A new draft. The same `creation_key` again gives the same draft, not a second one."""

    creation_key = serializers.UUIDField(required=False)

    class Meta(ContentSerializer.Meta):
        fields: tuple[str, ...] = ("creation_key", *ContentSerializer.Meta.fields)


class ShipmentSerializer(serializers.ModelSerializer):
    """One shipment in a list."""

    office = serializers.CharField(source="office.code", default="")
    status_label = serializers.CharField(source="shown_status_label")

    class Meta:
        model = Shipment
        fields: tuple[str, ...] = (
            "reference",
            "declaration_no",
            "status",
            "status_label",
            "revision_no",
            "office",
            "consignee_name",
            "end_user_name",
            "total_net_kg",
            "submitted_at",
            "decided_at",
        )


class FindingSerializer(serializers.Serializer):
    """A finding customs discloses: what is wrong and how to cure it."""

    rule = serializers.CharField()
    title = serializers.CharField()
    message = serializers.CharField()
    cure = serializers.CharField()
    line = serializers.IntegerField(allow_null=True)
    field = serializers.CharField(source="field_name", allow_blank=True)


class ProblemSerializer(serializers.Serializer):
    """Something a draft lacks; a warning does not stand in the way of submitting."""

    section = serializers.CharField()
    field = serializers.CharField(allow_blank=True)
    sentence = serializers.CharField()
    is_warning = serializers.BooleanField()


class PrecheckSerializer(serializers.Serializer):
    """`usual_seconds` is how long half of the office's cases took in the last 90 days."""

    problems = ProblemSerializer(many=True)
    findings = FindingSerializer(many=True)
    usual_seconds = serializers.IntegerField(allow_null=True)


class MessageSerializer(serializers.Serializer):
    """What customs wrote to the exporter with a decision."""

    verb = serializers.CharField()
    at = serializers.DateTimeField()
    message = serializers.CharField()


class HoldSerializer(serializers.Serializer):
    """The open hold. `kind` is empty where customs does not disclose it."""

    kind = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    since = serializers.DateTimeField()
    until = serializers.DateField()

    def get_kind(self, hold: Any) -> str:
        """The code of the kind, or empty."""
        return hold.kind if hold.is_disclosed else ""

    def get_reason(self, hold: Any) -> str:
        """The kind in words, or that customs verifies further."""
        return str(hold_reason(hold))


class WholeShipmentSerializer(ShipmentSerializer):
    """One shipment with its content, disclosed findings, messages and the open hold."""

    content = serializers.SerializerMethodField()
    findings = serializers.SerializerMethodField()
    messages = serializers.SerializerMethodField()
    hold = serializers.SerializerMethodField()
    withdrawal_reason = serializers.SerializerMethodField()

    class Meta(ShipmentSerializer.Meta):
        fields: tuple[str, ...] = (
            *ShipmentSerializer.Meta.fields,
            "content",
            "findings",
            "messages",
            "hold",
            "withdrawal_reason",
        )

    @extend_schema_field(dict[str, Any])
    def get_content(self, shipment: Shipment) -> Any:
        """The last submitted revision, or the draft before it is submitted."""
        revision = shipment.revisions.filter(number=shipment.revision_no).first()
        if revision and shipment.status != "draft":
            return revision.content
        declared_on = timezone.localtime(shipment.created_at).date()
        return to_plain(declaration_of(shipment, shipment.revision_no + 1, declared_on))

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, shipment: Shipment) -> Any:
        """Only what is disclosed."""
        return FindingSerializer(disclosed_findings(shipment), many=True).data

    @extend_schema_field(MessageSerializer(many=True))
    def get_messages(self, shipment: Shipment) -> Any:
        """Decisions in effect, oldest first."""
        return MessageSerializer(known_decisions(shipment), many=True).data

    def get_withdrawal_reason(self, shipment: Shipment) -> str:
        """Why you withdrew it; empty for what is not withdrawn."""
        return withdrawal_reason(shipment)

    @extend_schema_field(HoldSerializer(allow_null=True))
    def get_hold(self, shipment: Shipment) -> Any:
        """The hold in force, or null."""
        hold = shipment.holds.filter(lifted_at__isnull=True).first()
        return HoldSerializer(hold).data if hold else None


class CopySerializer(serializers.Serializer):
    """The same `creation_key` again gives the same copy, not a second one."""

    creation_key = serializers.UUIDField(required=False)


class SubmitSerializer(serializers.Serializer):
    """`expected_revision` is the `revision_no` you saw: a repeated call submits once."""

    expected_revision = serializers.IntegerField(min_value=0)


class ReasonSerializer(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class WithdrawalRequestSerializer(serializers.Serializer):
    """In which case, and why, what customs held or released shall be withdrawn or amended."""

    ground = serializers.CharField(max_length=40)
    reason = serializers.CharField(max_length=500)

    def validate_ground(self, code: str) -> str:
        """The code of a ground that stands today; what stands is told with the refusal."""
        known = [each.code for each in grounds_on("withdraw", clock.today())]
        if code not in known:
            told = _("“%(text)s” is no ground in force: %(known)s.")
            raise serializers.ValidationError(told % {"text": code, "known": listed(known)})
        return code


class AttachmentSerializer(serializers.ModelSerializer):
    """An attached file."""

    class Meta:
        model = Attachment
        fields = ("id", "kind", "number", "filename", "size", "sha256", "uploaded_at")


class UploadSerializer(serializers.Serializer):
    """A file to attach: PDF, PNG or JPEG, and what else the policy takes."""

    kind = serializers.CharField()
    number = serializers.CharField(required=False, allow_blank=True)
    upload = serializers.FileField()


class DocumentSerializer(serializers.ModelSerializer):
    """A paper customs issued; its `url` answers 409 until it is ready. `revoked_at` once void."""

    url = serializers.HyperlinkedIdentityField(view_name="api:document")
    kind_label = serializers.CharField(source="get_kind_display")

    class Meta:
        model = Document
        told = ("id", "kind", "kind_label", "state", "issued_at", "revoked_at")
        fields = (*told, "size", "sha256", "url")
