"""What the events about a shipment and the coded values in their detail are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import ATTACHMENT_KINDS
from compliance.law.follow_up import REPORTS
from compliance.ui.templatetags.gate49 import GRAVITIES
from shipments.declare.sections import SECTIONS
from shipments.models import (
    AppraisalResult,
    ChangeKind,
    Extent,
    HoldKind,
    Method,
    UserOutcome,
)
from shipments.moves import event_names
from shipments.papers import paper_choices
from shipments.receipt_codes import CODES, RECEIPT

_attachment_kind = lazy(lambda code: ATTACHMENT_KINDS.require(code).name, str)

EVENT_NAMES: Mapping[str, Any] = {
    **event_names(),
    "bulk_file": _("Table of declarations brought in"),
    "bulk_submit": _("Drafts of a table submitted"),
    "create": _("Draft created"),
    "webhook_made": _("Webhook registered"),
    "webhook_paused": _("Webhook paused"),
    "webhook_resumed": _("Webhook resumed"),
    "webhook_removed": _("Webhook removed"),
    "import_message": _("Draft filled from a message of the Single Window"),
    RECEIPT: _("Receipt of the Single Window"),
    "delete_draft": _("Draft deleted"),
    "edit_goodsline": _("Goods line changed"),
    "edit_shipmentparty": _("Party changed"),
    "edit_enduser": _("End user changed"),
    "edit_site": _("Site changed"),
    "edit_endusestatement": _("End-use statement changed"),
    "archive_enduser": _("End user archived"),
    "attach": _("File attached"),
    "download_attachment": _("Attachment downloaded"),
    "download_evidence": _("Evidence pack downloaded"),
    "download_scan": _("Signed scan downloaded"),
    "attachment_missing": _("Attachment found missing"),
    "scan_missing": _("Signed scan found missing"),
    "standing_verdict_revoked": _("Verdict on a party revoked"),
    "replayed": _("Screening replayed: identical"),
    "replay_alarm": _("Screening replayed: alarm"),
    "replayed_all": _("Screenings replayed"),
    "start_rehearsal": _("Rehearsal started"),
    "finish_rehearsal": _("Rehearsal finished"),
    "screening_parked": _("Screening parked after too many tries"),
    "screening_unparked": _("Parked screening tried again"),
    "question_due_soon": _("Answer due in two working days"),
    "question_due_today": _("Answer due today"),
    "question_overdue": _("Answer overdue"),
    "appraisal_pending": _("Appraisal still pending"),
    "document_ready": _("Paper ready"),
    "document_corrupt": _("Paper found changed"),
    "document_repaired": _("Paper made again as it was"),
    "document_irreparable": _("Paper cannot be made again as it was"),
    "attachment_corrupt": _("Attachment found changed"),
    "rotate_paper_key": _("Key that signs papers replaced"),
    "place_legal_hold": _("Legal hold placed"),
    "lift_legal_hold": _("Legal hold lifted"),
    "propose_disposal": _("Disposal of papers proposed"),
    "dispose": _("Papers and uploads destroyed"),
    "document_asked": _("Paper asked for"),
    "document_downloaded": _("Paper downloaded"),
    "document_copied": _("Audit copy of a paper made"),
    "document_retried": _("Paper ordered again"),
}

EVENT_VALUES: Mapping[str, Mapping[Any, Any]] = {
    "kind": {
        **{row.code: _attachment_kind(row.code) for row in ATTACHMENT_KINDS},
        **dict(paper_choices()),
        **dict(HoldKind.choices),
        **REPORTS,
    },
    "section": {"all": _("All"), **{name: each.title for name, each in SECTIONS.items()}},
    "receipt": CODES,
    "result": dict(AppraisalResult.choices),
    "method": dict(Method.choices),
    "extent": dict(Extent.choices),
    "change": dict(ChangeKind.choices),
    "outcome": dict(UserOutcome.choices),
    "gravity": {effect: label for effect, (_status, label) in GRAVITIES.items()},
    "lane": {"green": _("released without review"), "review": _("to be reviewed")},
}
