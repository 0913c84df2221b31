"""The officer's verbs as pages: the words of MOVES, the form each needs, the action it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shipments.models import Shipment
from shipments.moves import MOVES, Asks, Page
from shipments.review import actions, follow_up, inspections, orders, questions, released
from shipments.review.follow_up_forms import (
    BetterReportForm,
    ChangeForm,
    GrantForm,
    NoChangeForm,
    ReadReportForm,
    VisitForm,
)
from shipments.review.forms import (
    DecisionForm,
    DepartureForm,
    HoldForm,
    MessageForm,
    RefusalForm,
    ReleaseForm,
    SecondForm,
)
from shipments.review.inspection_forms import (
    InspectionForm,
    InspectionRecordForm,
    LaboratoryForm,
)
from shipments.review.order_forms import (
    DetentionExtensionForm,
    DetentionForm,
    ReplyForm,
    StopForm,
)
from shipments.review.question_forms import (
    AppraisalForm,
    ExtensionForm,
    QuestionForm,
    SupplementForm,
)

FORMS: dict[Asks, type[SecondForm]] = {
    Asks.REASON: SecondForm,
    Asks.MESSAGE_IF_WANTED: DecisionForm,
    Asks.MESSAGE: MessageForm,
    Asks.HOLD: HoldForm,
    Asks.REFUSAL: RefusalForm,
    Asks.DISPOSITIONS: ReleaseForm,
    Asks.DEPARTURE: DepartureForm,
    Asks.QUESTION: QuestionForm,
    Asks.EXTENSION: ExtensionForm,
    Asks.SUPPLEMENT: SupplementForm,
    Asks.APPRAISAL: AppraisalForm,
    Asks.INSPECTION: InspectionForm,
    Asks.INSPECTION_RECORD: InspectionRecordForm,
    Asks.LABORATORY: LaboratoryForm,
    Asks.STOP: StopForm,
    Asks.REPLY: ReplyForm,
    Asks.DETENTION: DetentionForm,
    Asks.DETENTION_EXTENSION: DetentionExtensionForm,
    Asks.REPORT: ReadReportForm,
    Asks.BETTER_REPORT: BetterReportForm,
    Asks.VISIT: VisitForm,
    Asks.CHANGE: ChangeForm,
    Asks.GRANT: GrantForm,
    Asks.NO_CHANGE: NoChangeForm,
}


@dataclass(frozen=True, kw_only=True)
class VerbPage(Page):
    """One decision of an officer."""

    verb: str
    form: type[SecondForm]
    action: Callable[..., Shipment]

    @property
    def slug(self) -> str:
        """The verb in addresses."""
        return self.verb.replace("_", "-")

    def first_values(self) -> dict[str, Any]:
        """What the form proposes."""
        return self.form.first_values()


def _body_of(verb: str) -> Callable[..., Shipment]:
    rooms = (actions, questions, inspections, orders, released, follow_up)
    body: Callable[..., Shipment] = next(getattr(r, verb) for r in rooms if hasattr(r, verb))
    return body


_PAGES = [
    VerbPage(**vars(move.page), verb=verb, form=FORMS[move.page.asks], action=_body_of(verb))
    for verb, move in MOVES.items()
    if move.page
]
VERB_PAGES = {page.slug: page for page in _PAGES}
