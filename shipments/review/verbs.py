"""The officer's verbs as pages: what each is called, which form it needs, which action it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from shipments.models import Shipment
from shipments.review import actions
from shipments.review.forms import DecisionForm, HoldForm, MessageForm, SecondForm


@dataclass(frozen=True)
class VerbPage:
    """One decision. `hint` is said above the form; `style` is a class of the button."""

    verb: str
    label: Any
    done: Any
    form: type[SecondForm]
    action: Callable[..., Shipment]
    hint: Any = ""
    style: str = "button--secondary"

    @property
    def slug(self) -> str:
        """The verb in addresses."""
        return self.verb.replace("_", "-")

    def first_values(self) -> dict[str, Any]:
        """What the form proposes."""
        return HoldForm.first_values() if self.form is HoldForm else {}


_PAGES = (
    VerbPage(
        "release",
        _("Release"),
        _("The shipment is released."),
        DecisionForm,
        actions.release,
        _("The papers are issued at once. This cannot be undone."),
        style="",
    ),
    VerbPage(
        "propose_release",
        _("Propose release"),
        _("The release waits for a second officer."),
        DecisionForm,
        actions.propose_release,
        _("A second officer has to sign before the goods go."),
        style="",
    ),
    VerbPage(
        "countersign",
        _("Countersign the release"),
        _("The shipment is released."),
        SecondForm,
        actions.countersign,
        _("With your signature the goods go and the papers are issued."),
        style="",
    ),
    VerbPage(
        "decline_release",
        _("Decline to countersign"),
        _("You declined to countersign."),
        SecondForm,
        actions.decline_release,
        _("The case stays in review."),
    ),
    VerbPage(
        "hold",
        _("Hold"),
        _("The shipment is held."),
        HoldForm,
        actions.hold,
        _("The exporter gets a hold notice and may answer until the day you give."),
    ),
    VerbPage(
        "lift",
        _("Lift the hold"),
        _("The hold is lifted."),
        DecisionForm,
        actions.lift,
        _("The case goes back to review."),
    ),
    VerbPage(
        "return_for_correction",
        _("Return for correction"),
        _("The shipment went back to the exporter."),
        MessageForm,
        actions.return_for_correction,
        _("The exporter corrects the declaration and submits it again; it is screened afresh."),
    ),
    VerbPage(
        "refuse",
        _("Refuse"),
        _("The shipment is refused."),
        MessageForm,
        actions.refuse,
        _("The exporter gets a refusal notice. This cannot be undone."),
        style="button--danger",
    ),
    VerbPage(
        "close",
        _("Close"),
        _("The shipment is closed."),
        DecisionForm,
        actions.close,
        _("The goods have left the country."),
    ),
)
VERB_PAGES = {page.slug: page for page in _PAGES}

EVENT_NAMES = {
    "create": _("Draft created"),
    "edit_section": _("Draft changed"),
    "edit_goodsline": _("Goods line changed"),
    "edit_shipmentparty": _("Party changed"),
    "edit_enduser": _("End user changed"),
    "edit_site": _("Site changed"),
    "edit_endusestatement": _("End-use statement changed"),
    "archive_enduser": _("End user archived"),
    "attach": _("File attached"),
    "submit": _("Submitted"),
    "withdraw": _("Withdrawn"),
    "answer": _("Hold answered"),
    "clear": _("Released by the system"),
    "flag": _("Sent to review"),
    "rescreen": _("Screened again"),
    "claim": _("Taken by an officer"),
    "unclaim": _("Given back to the queue"),
    "release": _("Released"),
    "propose_release": _("Release proposed"),
    "countersign": _("Release countersigned"),
    "decline_release": _("Countersignature declined"),
    "hold": _("Held"),
    "lift": _("Hold lifted"),
    "return_for_correction": _("Returned for correction"),
    "refuse": _("Refused"),
    "close": _("Closed"),
    "judge_hit": _("Match judged"),
    "download_attachment": _("Attachment downloaded"),
    "download_evidence": _("Evidence pack downloaded"),
    "download_scan": _("Signed scan downloaded"),
    "document_ready": _("Paper ready"),
    "document_corrupt": _("Paper found changed"),
    "document_downloaded": _("Paper downloaded"),
    "document_retried": _("Paper ordered again"),
}
