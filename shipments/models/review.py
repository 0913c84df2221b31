"""What officers decided, and the holds in force."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from compliance.accounts.models import User
from compliance.law.grounds import HOLD_KINDS
from shipments.models.contents import Attachment
from shipments.models.hold_endings import ends_by
from shipments.models.screening import ScreenedFinding
from shipments.models.shipment import Revision, Shipment


class HoldKind(models.TextChoices):
    """Why a shipment is held, with the provision that allows it."""

    LIC_MISSING = "lic_missing", _("Licence missing (Decree 792 art. 21)")
    CTRL_DOUBT = "ctrl_doubt", _("May be a controlled item: questioned (art. 22)")
    PARTY_LISTED = "party_listed", _("Listed party (art. 29)")
    PARTY_WATCH = "party_watch", _("Watch-listed party (art. 26)")
    EUC_DEFECT = "euc_defect", _("End-use statement defective (arts. 24, 25)")
    END_USE_CHANGE = "end_use_change", _("End use changed (art. 25)")
    CATCH_ALL = "catch_all", _("Catch-all risk (Export Control Law art. 12)")
    MOFCOM_TIP = "mofcom_tip", _("Notice from MOFCOM (art. 22)")
    MISDECLARED = "misdeclared", _("Misdeclaration (Customs Law art. 24)")
    DOC_MISMATCH = "doc_mismatch", _("Documents do not agree")
    SAMPLE_PENDING = "sample_pending", _("Sample being analysed")
    PRICE_DOUBT = "price_doubt", _("Price in doubt")
    INSPECTION = "inspection", _("Physical inspection")
    RECALLED = "recalled", _("Release recalled before departure")
    QUESTION = "question", _("Questioned: may be a controlled item (art. 22)")
    DETENTION = "detention", _("Detained (Regulations on penalties art. 38)")

    @classmethod
    def by_other_verbs(cls) -> frozenset["HoldKind"]:
        """Kinds that verbs of their own bring about, and the one that a question replaces."""
        orders = {cls.MOFCOM_TIP, cls.DETENTION}
        return frozenset({cls.CTRL_DOUBT, cls.QUESTION, cls.INSPECTION, cls.RECALLED, *orders})

    @classmethod
    def to_choose(cls) -> list[tuple[str, Any]]:
        """What the officer who holds goods chooses from, by the kinds of the grounds."""
        return [(kind.value, kind.label) for kind in cls if kind in HOLD_KINDS]

    @classmethod
    def undisclosed(cls) -> frozenset["HoldKind"]:
        """Kinds whose name alone would tell the exporter of a party hit or a risk finding."""
        return frozenset({cls.PARTY_LISTED, cls.PARTY_WATCH, cls.CATCH_ALL, cls.MOFCOM_TIP})

    @classmethod
    def lifted_by_another(cls) -> frozenset["HoldKind"]:
        """Kinds that no answer of the exporter ends: what customs itself has to find out, or the
        ministry. Another officer than the one who held the goods ends them."""
        by_customs = {cls.SAMPLE_PENDING, cls.INSPECTION, cls.RECALLED, cls.DETENTION}
        return frozenset({cls.MOFCOM_TIP, *by_customs})


class DecisionState(models.TextChoices):
    """A decision takes effect at once, or waits for a second officer who signs or declines."""

    EFFECTIVE = "effective", _("In effect")
    PROPOSED = "proposed", _("Waiting for a second officer")
    COUNTERSIGNED = "countersigned", _("Countersigned")
    DECLINED = "declined", _("Declined by the second officer")
    OVERTAKEN = "overtaken", _("Overtaken by another decision")
    RECALLED = "recalled", pgettext_lazy("decision", "Recalled")


class Decision(models.Model):
    """One officer's decision over one revision. `reason` stays inside customs;
    `message` is what the exporter reads; `ground` the policy's, as it stood (Ground as JSON)."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="decisions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    verb = models.CharField(_("decision"), max_length=24)
    state = models.CharField(_("state"), max_length=14, choices=DecisionState.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))
    reason = models.TextField(_("reason (customs only)"), max_length=2000)
    message = models.TextField(_("message to the exporter"), max_length=2000, blank=True)
    ground = models.JSONField(_("ground"), default=dict)
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    second_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        verbose_name = _("decision")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment"],
                condition=Q(state="proposed"),
                name="one_proposal_per_shipment",
            ),
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(
                    verb__in=["release", "refuse"], state__in=["effective", "countersigned"]
                ),
                name="one_final_decision_per_revision",
            ),
            models.CheckConstraint(
                condition=~Q(second_by=models.F("by")), name="second_officer_is_another"
            ),
        ]
        indexes = [models.Index(fields=["at"], condition=Q(verb="refuse"), name="refusals_by_day")]

    def __str__(self) -> str:
        return f"{self.verb} {self.shipment_id}"


class Hold(models.Model):
    """暂不予放行: why, since when and until when goods are not released."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="holds")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="hold")
    kind = models.CharField(_("kind of hold"), max_length=16, choices=HoldKind.choices)
    since = models.DateTimeField(_("since"))
    until = models.DateField(_("until"))
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(_("exporter's answer"), max_length=4000, blank=True)
    lifted_at = models.DateTimeField(null=True)
    with_ministry_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hold")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment"], condition=Q(lifted_at__isnull=True), name="one_open_hold"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.shipment_id}"

    @property
    def is_disclosed(self) -> bool:
        """Whether the exporter may read the kind."""
        return HoldKind(self.kind) not in HoldKind.undisclosed()

    @property
    def ends_by(self) -> Any:
        """What lifts it, as officers read it."""
        return ends_by(self.kind, is_disclosed=True, to_officer=True)

    @property
    def ends_by_disclosed(self) -> Any:
        """What lifts it, as the exporter may read it."""
        return ends_by(self.kind, is_disclosed=self.is_disclosed, to_officer=False)

    @staticmethod
    def lifted_by_another() -> frozenset[HoldKind]:
        """Kinds that no answer ends."""
        return HoldKind.lifted_by_another()

    @property
    def is_answered_late(self) -> bool:
        """Whether the answer came after the last day."""
        return self.answered_at is not None and timezone.localdate(self.answered_at) > self.until


class DispositionKind(models.TextChoices):
    """What becomes of a finding before a release."""

    CURED = "cured", _("Cured by a paper")
    ACCEPTED = "accepted", _("Accepted")
    OVERRIDDEN = "overridden", _("Overridden")


class Disposition(models.Model):
    """发现处置: what an officer makes of one grave finding, under the release it belongs to."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="dispositions")
    finding = models.ForeignKey(ScreenedFinding, models.PROTECT, related_name="dispositions")
    kind = models.CharField(_("disposition"), max_length=10, choices=DispositionKind.choices)
    ground = models.TextField(_("ground"), max_length=2000)
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("disposition")
        ordering = ["-finding__effect", "finding__position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "finding"], name="finding_disposed_once"),
            models.CheckConstraint(
                condition=~Q(kind="cured") | Q(paper__isnull=False), name="cure_names_its_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.finding_id}"


class HitVerdict(models.TextChoices):
    """What an officer makes of a likeness to a listed name."""

    DISMISSED = "dismissed", _("Another party")
    CONFIRMED = "confirmed", _("The listed party")


class HitReason(models.TextChoices):
    """Why a match was dismissed or confirmed."""

    OTHER_NAME = "other_name", _("The names differ")
    OTHER_COUNTRY = "other_country", _("Another country")
    OTHER_ADDRESS = "other_address", _("Another address")
    OTHER_REGISTRATION = "other_registration", _("Another registration number")
    OTHER_BUSINESS = "other_business", _("Another line of business")
    SAME_REGISTRATION = "same_registration", _("Same registration number")
    SAME_ADDRESS = "same_address", _("Same address")
    SAME_NAME = "same_name", _("Same name, nothing speaks against it")
    OTHER = "other", _("Another reason, see the text")


class HitDecision(models.Model):
    """An officer's verdict on one match. The newest verdict on a pair counts, and only while
    both digests (of the declared party, of the list entry) are what they were."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="hit_decisions")
    list_code = models.CharField(_("list"), max_length=30)
    entry_key = models.CharField(max_length=120)
    entry_digest = models.CharField(max_length=64)
    listed_name = models.CharField(_("listed name"), max_length=500)
    party_ref = models.CharField(max_length=20)
    party_name = models.CharField(_("declared name"), max_length=400)
    party_digest = models.CharField(max_length=64)
    verdict = models.CharField(_("verdict"), max_length=10, choices=HitVerdict.choices)
    reason_code = models.CharField(_("reason"), max_length=20, choices=HitReason.choices)
    text = models.TextField(_("explanation"), max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("verdict on a match")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["shipment", "entry_key"], name="hit_decision_pair"),
            models.Index(
                fields=["entry_key"], condition=Q(verdict="confirmed"), name="confirmed_entries"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.entry_key} {self.shipment_id}"
