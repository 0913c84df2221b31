"""One story through every verb with clock, references and numbers pinned, as values to compare.

What differs from run to run (keys, hashes over lists that are kept up to date) is written as "#".
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from shipments.declare import actions as declare
from shipments.declare.draft_changes import remove_party
from shipments.demo import orders
from shipments.demo.buyers import HANBIT, Buyer
from shipments.demo.goods import INGOT
from shipments.demo.orders import Order, draft_of
from shipments.demo.scenarios import INPACT
from shipments.door import move
from shipments.models import PrecedentKind, Shipment
from shipments.review import actions as review
from shipments.review.actions import remember_case
from shipments.review.claims import claim, unclaim
from shipments.review.match_verdicts import judge_hit
from shipments.review.released import close
from shipments.screening.actions import rescreen, screen
from tests.builders import hold_of_kind, register_licences

MOMENT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
SHIFTING = {"decision", "hold", "sha256", "facts_sha256", "findings_sha256"}
TOLD = {"reason": "Compared with the contract.", "message": "Thank you."}


def refuse_as_before(shipment: Shipment, *, by: User, reason: str, message: str) -> None:
    """A refusal named no ground."""
    with move("refuse", shipment, by=by) as case:
        case.decide(reason=reason, message=message)
        remember_case(case, PrecedentKind.REFUSED, message)


@contextmanager
def pinned(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A standing clock, no random sample, the demo's serial numbers from one, lists of that day."""
    monkeypatch.setattr(orders, "_serial", itertools.count(1))
    # Shorter texts were kept, and a release asked for no dispositions.
    monkeypatch.setattr("shipments.review.match_verdicts.LEAST_TEXT", 0)
    monkeypatch.setattr("shipments.review.dispositions.grave_findings", lambda shipment: [])
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)
    with clock.at(MOMENT):
        call_command("load_prc_lists", as_of=clock.today(), verbosity=0)
        yield


class Teller:
    """Files shipments under fixed references and declaration numbers."""

    def __init__(self, people: dict[str, User]) -> None:
        self.exporter = people["exporter"]
        self.first, self.second = people["officer1"], people["officer2"]
        self._numbers = itertools.count(1)

    def draft(self, buyer: Buyer) -> Shipment:
        """A complete draft with its numbers set."""
        shipment = draft_of(Order(buyer=buyer, goods=((INGOT, "500"),)), self.exporter)
        number = next(self._numbers)
        shipment.reference = f"G49-STORED{number:02d}"
        shipment.declaration_no = f"22332026{number:010d}"
        shipment.save()
        return shipment

    def screened(self, buyer: Buyer) -> Shipment:
        """Submitted and screened."""
        return self.submitted(self.draft(buyer))

    def submitted(self, shipment: Shipment) -> Shipment:
        """The draft submitted as its next revision and screened."""
        seen = shipment.revision_no
        declare.submit(shipment, by=self.exporter, expected_revision=seen)
        screen(shipment.pk)
        shipment.refresh_from_db()
        return shipment

    def every_verb(self) -> None:
        """Each verb at least once; the last two shipments are released by officer and machine."""
        self._grave_case()
        self._corrected_case()
        refused = self.screened(INPACT)
        refuse_as_before(refused, by=self.first, **TOLD)
        light = self.screened(HANBIT)
        review.release(light, by=self.first, **TOLD)
        register_licences()
        self.screened(HANBIT)

    def _grave_case(self) -> None:
        case, first, second = self.screened(INPACT), self.first, self.second
        claim(case, by=first)
        unclaim(case, by=first)
        hit = from_plain(case.screenings.latest("number").facts["hits"][0], PartyHit)
        verdict = {"verdict": "confirmed", "reason_code": "same_name", "text": "The same company."}
        judge_hit(case, by=first, hit=hit, **verdict)
        rescreen(case.pk, by=first)
        hold_of_kind(case, by=first, kind="party_listed", until=date(2026, 12, 3), **TOLD)
        declare.answer_hold(case, by=self.exporter, text="Here is the contract.")
        review.lift(case, by=first, **TOLD)
        review.propose_release(case, by=first, **TOLD)
        review.decline_release(case, by=second, reason="Not yet.")
        review.propose_release(case, by=first, **TOLD)
        review.countersign(case, by=second, reason="Agreed.")
        left = {"departed_on": MOMENT.date(), "report_no": "MFT00000001"}
        close(case, by=second, **left, **TOLD)

    def _corrected_case(self) -> None:
        case = self.screened(INPACT)
        review.return_for_correction(case, by=self.first, **TOLD)
        case.refresh_from_db()
        remove_party(case.parties.get(role="payer"), by=self.exporter)
        case.refresh_from_db()
        self.submitted(case)
        declare.withdraw(case, by=self.exporter, reason="The buyer cancelled.")


def events() -> list[list[Any]]:
    """Every event of the story about a shipment: verb, actor's role, subject, detail."""
    rows = Event.objects.filter(subject__startswith="shipment:G49-STORED").order_by("seq")
    return [[row.verb, row.actor_role, row.subject, _steady(row.detail)] for row in rows]


def _steady(detail: dict[str, Any]) -> dict[str, Any]:
    return {key: "#" if key in SHIFTING else value for key, value in detail.items()}
