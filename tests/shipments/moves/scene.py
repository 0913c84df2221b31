"""The people of the golden tables, one shipment on which everything is open, and what they do."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from shipments.declare import actions as declare
from shipments.declare.draft_changes import remove_party
from shipments.declare.handed_in import add_papers
from shipments.follow_up.actions import report, request_change
from shipments.models import Decision, Detention, Shipment
from shipments.review import actions as review
from shipments.review import follow_up, inspections, orders, questions, released
from shipments.review.claims import assign, claim, unclaim
from shipments.review.match_verdicts import judge_hit
from shipments.review.notes import write_note
from shipments.screening.actions import rescreen, screen
from tests.shipments.moves.cases import (
    add_detention,
    add_inspection,
    add_question,
    add_stop,
    ask,
    matched,
    put,
    with_everything_open,
)

TOLD = {"reason": "Compared with the contract.", "message": "Please note."}
ROOMS = (review, questions, released)
INSPECTED = {
    "record_inspection": "ordered",
    "sign_inspection": "recorded",
    "record_laboratory": "sampled",
}
STOPPED = {"record_reply": "stopped", "lift_stop": "freed_stop"}
DETAINED = dict.fromkeys(("extend_detention", "lift_detention"), "detained")
ASKED = {
    "grant_amendment": "amend",
    "refuse_amendment": "amend",
    "grant_withdrawal": "yes",
    "refuse_withdrawal": "yes",
    "report": "owed",
    "accept_report": "filed",
    "question_report": "filed",
    "grant_change": "change",
    "propose_grant": "grave",
    "countersign_grant": "proposed",
    "refuse_change": "change",
}
STAGES = {
    "supplement": "replied",
    "extend_question": "asked",
    "ask_supplement": "replied",
    "refer_question": "replied",
    "record_appraisal": "referred",
    "end_question": "freed",
    "refuse_question": "late",
}


class Scene:
    """The people, and one shipment on which everything is open."""

    def __init__(self, people: dict[str, User]) -> None:
        self.exporter, self.first = people["exporter"], people["officer1"]
        self.second, self.head = people["officer2"], people["head1"]

    def shipment(self, verb: str, status: str) -> Shipment:
        """What the verb is applied to."""
        if verb == "judge_hit":
            return matched(self.exporter, self.first, self.second)
        shipment = with_everything_open(self.exporter, status, self.first, self.second)
        if verb in ("withdraw", "countersign_recall"):
            shipment.holds.all().delete()
        self._stage(verb, shipment)
        if verb in ASKED:
            ask(shipment, ASKED[verb], self.exporter, self.second)
        proposals = shipment.decisions.filter(state="proposed")
        if verb in ("sign_detention", "decline_detention"):
            propose_detention_of(proposals.get())
        if verb in ("propose_release", "propose_recall", "propose_detention", "close"):
            proposals.update(state="declined")
        if verb in ("countersign_recall", "decline_recall"):
            proposals.update(verb="countersign_recall")
        grave = verb in ("propose_release", "countersign", "decline_release")
        return put(shipment, gravity=2 if grave else 1)

    def _stage(self, verb: str, shipment: Shipment) -> None:
        """What the verb is about, in place of the hold that everything has."""
        adders: list[tuple[dict[str, str], Callable[..., object]]] = [
            (INSPECTED, add_inspection),
            (STOPPED, add_stop),
            (DETAINED, lambda row, by, _stage: add_detention(row, by)),
            (STAGES, add_question),
        ]
        for stages, add in adders:
            if verb in stages:
                shipment.holds.all().delete()
                add(shipment, self.second, stages[verb])

    def act(self, verb: str, shipment: Shipment) -> None:
        """Apply it as those do who may; the case is the first officer's."""
        by_first = {"by": self.first, **TOLD}
        until = clock.today() + timedelta(days=9)
        acts: dict[str, Callable[[], Any]] = {
            "edit": lambda: remove_party(shipment.parties.get(role="payer"), by=self.exporter),
            "submit": lambda: declare.submit(shipment, by=self.exporter, expected_revision=1),
            "withdraw": lambda: declare.withdraw(shipment, by=self.exporter, reason="Cancelled."),
            **self._about_requests(shipment),
            "answer": lambda: declare.answer_hold(shipment, by=self.exporter, text="Here it is."),
            **self._after_release(shipment, by_first),
            **self._about_inspections(shipment),
            **self._about_questions(shipment, by_first),
            **self._about_orders(shipment, by_first),
            "clear": lambda: screen(shipment.pk),
            "flag": lambda: screen(shipment.pk),
            "rescreen": lambda: rescreen(shipment.pk),
            "claim": lambda: claim(shipment, by=self.first),
            "unclaim": lambda: unclaim(shipment, by=self.first),
            "note": lambda: write_note(shipment, by=self.first, text="Look at line 1."),
            "assign": lambda: assign(shipment, to=self.first, by=self.head),
            "judge_hit": lambda: self._confirm(shipment),
            "countersign": lambda: review.countersign(shipment, by=self.first, reason="Agreed."),
            "decline_release": lambda: review.decline_release(
                shipment, by=self.first, reason="Not yet."
            ),
            "propose_recall": lambda: released.propose_recall(shipment, **by_first),
            "countersign_recall": lambda: released.countersign_recall(
                shipment, by=self.first, reason="Agreed."
            ),
            "decline_recall": lambda: released.decline_recall(
                shipment, by=self.first, reason="Not yet."
            ),
            "close": lambda: released.close(
                shipment, departed_on=clock.today(), report_no="R-1", **by_first
            ),
            **self._on_grounds(shipment, until, by_first),
        }
        plain = next((getattr(each, verb) for each in ROOMS if hasattr(each, verb)), None)
        acts.get(verb, lambda: plain(shipment, **by_first))()  # type: ignore[misc]

    def _on_grounds(
        self, shipment: Shipment, until: date, by_first: Any
    ) -> dict[str, Callable[[], Any]]:
        sample, licence = "sample_pending", "no_licence"
        return {
            "hold": lambda: review.hold(shipment, ground=sample, until=until, **by_first),
            "refuse": lambda: review.refuse(shipment, ground=licence, **by_first),
        }

    def _about_requests(self, shipment: Shipment) -> dict[str, Callable[[], Any]]:
        told = {"by": self.exporter, "ground": "other", "reason": "Cancelled."}
        return {
            "request_withdrawal": lambda: declare.request_withdrawal(shipment, **told),
            "request_amendment": lambda: declare.request_amendment(shipment, **told),
            "add_papers": lambda: add_papers(
                shipment, by=self.exporter, text="The contract.", files=[], kinds=[]
            ),
        }

    def _after_release(self, shipment: Shipment, by_first: Any) -> dict[str, Callable[[], Any]]:
        told = {"by": self.first, "reason": TOLD["reason"]}
        filed = shipment.follow_up_reports.values_list("pk", flat=True).first() or 0
        return {
            "report": lambda: report(
                shipment,
                by=self.exporter,
                kind="arrival",
                happened_on=clock.today(),
                text="It is there.",
                kinds=["warehouse_record"],
            ),
            "request_change": lambda: request_change(
                shipment,
                by=self.exporter,
                kind="use",
                end_use="alloy",
                kg=Decimal(10),
                planned_on=clock.today(),
                reason="The line for targets stands still.",
            ),
            "accept_report": lambda: follow_up.accept_report(shipment, report=filed, **by_first),
            "question_report": lambda: follow_up.question_report(
                shipment, report=filed, **by_first
            ),
            "record_visit": lambda: follow_up.record_visit(
                shipment, happened_on=clock.today(), outcome="sound", text="In use.", **told
            ),
            "grant_change": lambda: follow_up.grant_change(shipment, **by_first),
            "propose_grant": lambda: follow_up.propose_grant(shipment, **told),
            "countersign_grant": lambda: follow_up.countersign_grant(shipment, **by_first),
            "refuse_change": lambda: follow_up.refuse_change(shipment, **by_first),
        }

    def _about_inspections(self, shipment: Shipment) -> dict[str, Callable[[], Any]]:
        told = {"by": self.first, "reason": TOLD["reason"]}
        return {
            "inspect": lambda: inspections.inspect(
                shipment,
                method="machine",
                extent="full",
                planned_on=clock.today(),
                place="Hall 4",
                message=TOLD["message"],
                **told,
            ),
            "record_inspection": lambda: inspections.record_inspection(
                shipment, inspected_on=clock.today(), findings="As declared.", agrees=True, **told
            ),
            "sign_inspection": lambda: inspections.sign_inspection(shipment, **told),
            "record_laboratory": lambda: inspections.record_laboratory(
                shipment, report_no="L-1", report="Indium.", **told
            ),
        }

    def _about_orders(self, shipment: Shipment, by_first: Any) -> dict[str, Callable[[], Any]]:
        until = clock.today() + timedelta(days=30)
        later, by_head = clock.today() + timedelta(days=90), {"by": self.head, **TOLD}
        detained = {"ground": "violation", "goods": "Two cases", "place": "Hall 4"}
        seen = {"by": self.head, "reason": "Agreed."}
        return {
            "order_stop": lambda: orders.order_stop(
                shipment, letter_no="2026-89", ordered_by="Bureau", until=until, **by_first
            ),
            "record_reply": lambda: orders.record_reply(
                shipment, may_go=True, reply_no="2026-90", reply="Go.", **_untold(by_first)
            ),
            "lift_stop": lambda: orders.lift_stop(shipment, **by_first),
            "propose_detention": lambda: orders.propose_detention(
                shipment, until=until, **detained, **by_first
            ),
            "sign_detention": lambda: orders.sign_detention(shipment, **seen),
            "decline_detention": lambda: orders.decline_detention(
                shipment, by=self.head, reason="Not yet."
            ),
            "extend_detention": lambda: orders.extend_detention(shipment, until=later, **by_head),
            "lift_detention": lambda: orders.lift_detention(shipment, **by_first),
        }

    def _about_questions(self, shipment: Shipment, by_first: Any) -> dict[str, Callable[[], Any]]:
        return {
            "supplement": lambda: declare.supplement_answer(
                shipment, by=self.exporter, text="One more page."
            ),
            "question": lambda: questions.question(
                shipment, ground="parameters", materials=["contract"], **by_first
            ),
            "extend_question": lambda: questions.extend_question(shipment, days=3, **by_first),
            "ask_supplement": lambda: questions.ask_supplement(
                shipment, materials=["test_report"], **by_first
            ),
            "record_appraisal": lambda: questions.record_appraisal(
                shipment, result="not_controlled", letter_no="2026-88", **_untold(by_first)
            ),
        }

    def _confirm(self, shipment: Shipment) -> None:
        hit = from_plain(shipment.screenings.latest("number").facts["hits"][0], PartyHit)
        words = {"verdict": "confirmed", "reason_code": "same_name", "text": "The same company."}
        judge_hit(shipment, by=self.first, hit=hit, **words)


def propose_detention_of(proposal: Decision) -> None:
    """Make it that of a detention."""
    proposal.verb = "sign_detention"
    proposal.save(update_fields=["verb"])
    until = clock.today() + timedelta(days=30)
    Detention.objects.create(decision=proposal, goods="Two cases", place="Hall 4", until=until)


def _untold(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "message"}
