"""The declaration as it is filled in, and the frozen revisions customs judges."""

import secrets
import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import CustomsOffice, Exporter, User
from compliance.declared.header import HEADER
from enduse.models import EndUseStatement
from shipments.models.shipment_indexes import INDEXES
from shipments.models.waiting import NO_DAY, WaitsFor
from shipments.moves import SHOWN, Status, shown_status

REFERENCE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_reference() -> str:
    """A reference for humans: G49- and eight characters without look-alikes (40 bits)."""
    return "G49-" + "".join(secrets.choice(REFERENCE_ALPHABET) for _i in range(8))


class ShipmentQuerySet(models.QuerySet):
    """The one read gate."""

    def visible_to(self, user: User) -> "ShipmentQuerySet":
        """Own shipments for exporters; for officers submitted ones of their office, and those their
        office gave back before another got them; all submitted ones for auditors; none for anyone
        else."""
        if user.is_exporter:
            return self.filter(exporter_id=user.exporter_id)
        submitted = self.filter(first_submitted_at__isnull=False)
        if user.is_officer:
            given_back = PastOffice.objects.filter(office_id=user.office_id).values("shipment_id")
            return submitted.filter(Q(office_id=user.office_id) | Q(pk__in=given_back))
        return submitted if user.is_auditor else self.none()

    def with_people(self) -> "ShipmentQuerySet":
        """Joined to what every list and page shows."""
        return self.select_related("exporter", "office", "claimed_by", "filed_by")


class Shipment(models.Model):
    """货运申报: one export declaration from draft to closed.

    Field lengths follow the Single Window; blank is allowed because a draft is saved at every
    step (declare.readiness says what is missing). Weights are kg, fees in their currency.
    """

    reference = models.CharField(_("reference"), max_length=12, unique=True, default=new_reference)
    creation_key = models.UUIDField(unique=True, default=uuid.uuid4)
    declaration_no = models.CharField(
        _("pre-entry number"), max_length=18, unique=True, null=True, blank=True
    )
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="shipments")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(
        CustomsOffice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shipments",
        verbose_name=HEADER["office"].label,
    )

    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    gravity = models.PositiveSmallIntegerField(_("gravity"), default=0)
    revision_no = models.PositiveSmallIntegerField(_("revision"), default=0)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_stale = models.BooleanField(_("screened against old lists or policy"), default=False)
    claimed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)

    # summary of the current revision, for lists (written by submit and screening only)
    consignee_name = models.CharField(max_length=400, blank=True)
    end_user_name = models.CharField(max_length=400, blank=True)
    total_net_kg = models.DecimalField(max_digits=19, decimal_places=5, default=0)

    # what the queue is narrowed and sorted by (shipments.standing)
    due_on = models.DateField(_("deadline"), default=NO_DAY)
    waits_for = models.CharField(
        _("waiting for"), max_length=8, choices=WaitsFor.choices, default=WaitsFor.OFFICER
    )
    rules = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    listed = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    end_uses = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    value_usd = models.DecimalField(max_digits=19, decimal_places=2, null=True, blank=True)

    # header
    exit_customs = models.CharField(**HEADER.column("exit_customs"), blank=True)
    export_date = models.DateField(**HEADER.column("export_date"), null=True, blank=True)
    record_no = models.CharField(**HEADER.column("record_no"), blank=True)
    producer_name_zh = models.CharField(**HEADER.column("producer_name_zh"), blank=True)
    producer_uscc = models.CharField(**HEADER.column("producer_uscc"), blank=True)
    producer_customs_code = models.CharField(**HEADER.column("producer_customs_code"), blank=True)
    declarant_name_zh = models.CharField(**HEADER.column("declarant_name_zh"), blank=True)
    declarant_uscc = models.CharField(**HEADER.column("declarant_uscc"), blank=True)
    declarant_customs_code = models.CharField(**HEADER.column("declarant_customs_code"), blank=True)
    declarant_person = models.CharField(**HEADER.column("declarant_person"), blank=True)
    declarant_person_card = models.CharField(**HEADER.column("declarant_person_card"), blank=True)
    declarant_phone = models.CharField(**HEADER.column("declarant_phone"), blank=True)
    customs_regime = models.CharField(**HEADER.column("customs_regime"), blank=True)
    levy_nature = models.CharField(**HEADER.column("levy_nature"), blank=True)
    price_promises = models.CharField(**HEADER.column("price_promises"), default="99999")
    contract_no = models.CharField(**HEADER.column("contract_no"), blank=True)
    contract_date = models.DateField(**HEADER.column("contract_date"), null=True, blank=True)
    invoice_no = models.CharField(**HEADER.column("invoice_no"), blank=True)
    trading_country = models.CharField(**HEADER.column("trading_country"), blank=True)
    destination_country = models.CharField(**HEADER.column("destination_country"), blank=True)
    final_destination = models.CharField(**HEADER.column("final_destination"), blank=True)
    destination_port = models.CharField(**HEADER.column("destination_port"), blank=True)
    exit_port = models.CharField(**HEADER.column("exit_port"), blank=True)
    transport_mode = models.CharField(**HEADER.column("transport_mode"), blank=True)
    transport_name = models.CharField(**HEADER.column("transport_name"), blank=True)
    voyage_no = models.CharField(**HEADER.column("voyage_no"), blank=True)
    bill_no = models.CharField(**HEADER.column("bill_no"), blank=True)
    container_nos = models.CharField(**HEADER.column("container_nos"), blank=True)
    incoterm = models.CharField(**HEADER.column("incoterm"), blank=True)
    freight_mark = models.CharField(**HEADER.column("freight_mark"), blank=True)
    freight_amount = models.DecimalField(**HEADER.column("freight_amount"), null=True, blank=True)
    freight_currency = models.CharField(**HEADER.column("freight_currency"), blank=True)
    insurance_mark = models.CharField(**HEADER.column("insurance_mark"), blank=True)
    insurance_amount = models.DecimalField(
        **HEADER.column("insurance_amount"), null=True, blank=True
    )
    insurance_currency = models.CharField(**HEADER.column("insurance_currency"), blank=True)
    other_mark = models.CharField(**HEADER.column("other_mark"), blank=True)
    other_amount = models.DecimalField(**HEADER.column("other_amount"), null=True, blank=True)
    other_currency = models.CharField(**HEADER.column("other_currency"), blank=True)
    packing = models.CharField(**HEADER.column("packing"), blank=True)
    packages = models.PositiveIntegerField(**HEADER.column("packages"), null=True, blank=True)
    gross_weight_kg = models.DecimalField(
        _("gross weight (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    net_weight_kg = models.DecimalField(
        _("net weight (kg)"), max_digits=19, decimal_places=5, null=True, blank=True
    )
    declared_total = models.DecimalField(**HEADER.column("declared_total"), null=True, blank=True)
    marks = models.CharField(**HEADER.column("marks"), blank=True)
    remarks = models.CharField(**HEADER.column("remarks"), blank=True)
    other_documents = models.JSONField(**HEADER.column("other_documents"), default=list, blank=True)
    statement = models.ForeignKey(
        EndUseStatement, models.PROTECT, null=True, blank=True, related_name="shipments"
    )

    half_filled = models.JSONField(default=dict, editable=False)
    """What was typed on a page and could not be saved yet, by the page's address."""

    objects = ShipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("shipment")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gross_weight_kg__isnull=True)
                | Q(net_weight_kg__isnull=True)
                | Q(net_weight_kg__lte=F("gross_weight_kg")),
                name="shipment_net_not_above_gross",
                violation_error_message=_("Net weight cannot be more than gross weight."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT)
                | Q(status=Status.WITHDRAWN)
                | Q(submitted_at__isnull=False),
                name="shipment_submitted_has_time",
            ),
        ]
        indexes = INDEXES

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> str:
        """The name of this shipment in the event log."""
        return f"shipment:{self.reference}"

    @property
    def was_never_submitted(self) -> bool:
        """Whether nobody but its exporter has ever seen it."""
        return self.first_submitted_at is None and self.revision_no == 0

    @property
    def shown_status(self) -> str:
        """How lists and tags call where it stands: a status, or "returned"."""
        return shown_status(self.status, self.revision_no)

    @property
    def shown_status_label(self) -> Any:
        """The same in words."""
        return SHOWN[self.shown_status]

    @property
    def has_deadline(self) -> bool:
        """Whether something runs out on a day, `due_on`."""
        return self.due_on != NO_DAY

    @property
    def declared_on(self) -> date:
        """The date in China of the last submission; ValueError for one never submitted."""
        if self.submitted_at is None:
            raise ValueError(f"{self.reference} was never submitted")
        return timezone.localtime(self.submitted_at).date()


class PastOffice(models.Model):
    """An office that gave the shipment back to its exporter, who may then name another."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="past_offices")
    office = models.ForeignKey(CustomsOffice, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("office that gave a shipment back")
        constraints = [
            models.UniqueConstraint(fields=["office", "shipment"], name="past_office_once")
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.shipment_id}"


class Revision(models.Model):
    """The frozen content of one submission. A trigger refuses UPDATE and DELETE.

    `content` is the canonical plain form of compliance.law.declaration.Declaration.
    """

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id}/{self.number}"
