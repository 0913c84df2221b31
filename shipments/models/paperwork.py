"""单证: the papers customs issues, from the request to the checked bytes."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from shipments.models.review import Decision
from shipments.models.shipment import Revision, Shipment
from shipments.papers import PAPERS, internal_papers, paper_choices


class DocumentState(models.TextChoices):
    """Where the rendering stands."""

    QUEUED = "queued", _("Queued")
    RENDERING = "rendering", _("Rendering")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


def new_verification_code() -> str:
    """80 random bits as 20 hexadecimal characters, printed on the paper."""
    return secrets.token_hex(10).upper()


def present_site_url() -> str:
    """The site's address, frozen with each paper: its QR code must not change with a setting."""
    return settings.SITE_URL


class DocumentQuerySet(models.QuerySet["Document"]):
    """Papers of the shipments a person may see."""

    def visible_to(self, user: User) -> "DocumentQuerySet":
        """Papers behind the shipments' own read gate."""
        seen = self.filter(shipment__in=Shipment.objects.visible_to(user))
        return seen.told_to(user)

    def told_to(self, user: User) -> "DocumentQuerySet":
        """Without those for customs alone, where the reader is an exporter."""
        return self.exclude(kind__in=internal_papers()) if user.is_exporter else self

    def with_case(self) -> "DocumentQuerySet":
        """Joined to shipment, office, revision, decision and hold."""
        return self.select_related("shipment__office", "revision", "decision__hold")


class Document(models.Model):
    """One paper for one revision (and decision). Ready bytes never change; `sha256` is checked
    at each download. A paper that is revoked stays as it is, and says so wherever it is asked
    about. `edition`, `basis` (citations as [Chinese, English]) and `details` are printed and stay
    as they were when it was asked for; `drawn_from` is what else it is of: a run's number, a
    request's key. `site_url` begins the QR code's address; `audit_head` is
    "seq:hash" of the event log's last row when it was first rendered, after the decision's own
    event, `checkpoint` "size:root" of the signed checkpoint it is under, `message` the Single
    Window XML inside it.

    `sha256` is of the file that is handed out, `rendered_sha256` of its beginning, the bytes that
    were signed; "" where there is no signature. `irreparable_at` is when a damaged file could not
    be made again."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="documents")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="documents")
    kind = models.CharField(_("paper"), max_length=24, choices=paper_choices)
    state = models.CharField(
        max_length=10, choices=DocumentState.choices, default=DocumentState.QUEUED
    )
    issued_at = models.DateTimeField(_("issued"))
    verification_code = models.CharField(max_length=20, unique=True, default=new_verification_code)
    site_url = models.CharField(max_length=200, default=present_site_url)
    audit_head = models.CharField(max_length=40, blank=True)
    checkpoint = models.CharField(max_length=40, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)
    layout = models.PositiveSmallIntegerField(default=1)
    message = models.TextField(blank=True)
    must_be_signed = models.BooleanField(default=False)
    basis = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    drawn_from = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="documents/%Y/%m", blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    rendered_sha256 = models.CharField(max_length=64, blank=True)
    irreparable_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "kind", "decision", "drawn_from"],
                name="paper_once_per_decision",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(must_be_signed=False)
                | ~models.Q(state=DocumentState.READY)
                | ~models.Q(rendered_sha256=""),
                name="paper_is_signed_where_it_must_be",
            ),
        ]
        indexes = [
            models.Index(
                "issued_at",
                name="document_unfinished",
                condition=models.Q(state__in=["queued", "rendering"]),
            ),
            models.Index("shipment", name="document_failed", condition=models.Q(state="failed")),
            models.Index(
                "error",
                name="document_stuck",
                condition=models.Q(state="queued") & ~models.Q(error=""),
            ),
            models.Index("sha256", name="document_by_sum"),
            models.Index("rendered_sha256", name="document_by_rendered_sum"),
            models.Index(
                "shipment",
                name="document_irreparable",
                condition=models.Q(irreparable_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.shipment_id}"

    @property
    def number(self) -> str:
        """The number printed on the paper: reference, revision, kind and a running number."""
        letters = PAPERS[self.kind].letters
        return f"{self.shipment.reference}-{self.revision.number:02d}-{letters}-{self.pk:06d}"

    @property
    def is_unfinished(self) -> bool:
        """Whether a worker still has to finish it."""
        return self.state in (DocumentState.QUEUED, DocumentState.RENDERING)


class PaperSignature(models.Model):
    """What follows the rendered bytes in a signed paper's file: kept, because no key gives the
    same signature twice. `certificate` is the SHA-256 of the signer's."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="signature")
    addition = models.BinaryField()
    certificate = models.CharField(max_length=64)
    has_timestamp = models.BooleanField(default=False)
    signed_at = models.DateTimeField(_("signed"))

    class Meta:
        verbose_name = _("signature of a paper")

    def __str__(self) -> str:
        return f"{self.document_id} {self.certificate[:12]}"
