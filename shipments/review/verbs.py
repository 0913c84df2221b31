"""The officer's verbs as pages: the words of MOVES, the form each needs, the action it is."""

from collections.abc import Callable
from dataclasses import dataclass

from shipments.models import Shipment
from shipments.moves import MOVES, Asks, Page
from shipments.review import (
    actions,
    follow_up,
    follow_up_forms,
    forms,
    inspection_forms,
    inspections,
    order_forms,
    orders,
    question_forms,
    questions,
    released,
)

FORMS: dict[Asks, type[forms.SecondForm]] = {
    Asks.REASON: forms.SecondForm,
    Asks.MESSAGE_IF_WANTED: forms.DecisionForm,
    Asks.MESSAGE: forms.MessageForm,
    Asks.HOLD: forms.HoldForm,
    Asks.REFUSAL: forms.RefusalForm,
    Asks.DISPOSITIONS: forms.ReleaseForm,
    Asks.DEPARTURE: forms.DepartureForm,
    Asks.QUESTION: question_forms.QuestionForm,
    Asks.EXTENSION: question_forms.ExtensionForm,
    Asks.SUPPLEMENT: question_forms.SupplementForm,
    Asks.APPRAISAL: question_forms.AppraisalForm,
    Asks.INSPECTION: inspection_forms.InspectionForm,
    Asks.INSPECTION_RECORD: inspection_forms.InspectionRecordForm,
    Asks.LABORATORY: inspection_forms.LaboratoryForm,
    Asks.STOP: order_forms.StopForm,
    Asks.REPLY: order_forms.ReplyForm,
    Asks.DETENTION: order_forms.DetentionForm,
    Asks.DETENTION_EXTENSION: order_forms.DetentionExtensionForm,
    Asks.REPORT: follow_up_forms.ReadReportForm,
    Asks.BETTER_REPORT: follow_up_forms.BetterReportForm,
    Asks.VISIT: follow_up_forms.VisitForm,
    Asks.CHANGE: follow_up_forms.ChangeForm,
    Asks.GRANT: follow_up_forms.GrantForm,
    Asks.NO_CHANGE: follow_up_forms.NoChangeForm,
}


@dataclass(frozen=True, kw_only=True)
class VerbPage(Page):
    """One decision of an officer."""

    verb: str
    form: type[forms.SecondForm]
    action: Callable[..., Shipment]

    @property
    def slug(self) -> str:
        """The verb in addresses."""
        return self.verb.replace("_", "-")


def _body_of(verb: str) -> Callable[..., Shipment]:
    rooms = (actions, questions, inspections, orders, released, follow_up)
    return next(getattr(room, verb) for room in rooms if hasattr(room, verb))


_PAGES = [
    VerbPage(**vars(move.page), verb=verb, form=FORMS[move.page.asks], action=_body_of(verb))
    for verb, move in MOVES.items()
    if move.page
]
VERB_PAGES = {page.slug: page for page in _PAGES}
