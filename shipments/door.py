"""The one door of the state machine: every verb goes through `move`, the machine's own included.

Lock → guards → what the verb closes → its body → status, version, claim → duties → flows → quotas
→ licences → event → papers, in one transaction. What a verb may and brings about is read from its
row in MOVES; whoever comes second gets a Conflict.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.canonical import from_plain, to_plain
from compliance.law.declaration import Declaration
from compliance.law.grounds import Ground
from compliance.refusals import Conflict
from shipments.access import last_word, require
from shipments.flows.keeping import keep_flows
from shipments.follow_up.duties import follow
from shipments.grounds import printed
from shipments.licences.balance import draw, give_back
from shipments.models import Decision, DecisionState, Hold, PastOffice, Revision, Shipment
from shipments.moves import LET_GO, MOVES, OPEN, Claim, Decided, OpenEnd, Status
from shipments.paperwork.actions import kinds_for, request_documents
from shipments.quotas.balance import draw as draw_quotas
from shipments.quotas.balance import tell_of_return
from shipments.standing import standing_of
from shipments.webhooks.outbox import tell_of

DECIDED_ONCE = {"one_final_decision_per_revision", "one_proposal_per_shipment", "one_open_hold"}


@contextmanager
def move(
    verb: str, shipment: Shipment, *, by: User | None, version: int | None = None
) -> Iterator["Passage"]:
    """Take the shipment through the door; the block is what the verb does besides its row.

    `by` is None for the machine, `version` the shipment's version on the page the person looked
    at (None skips that check). Raises NotAllowed or Conflict. What the database refuses as a
    second decision becomes a Conflict; any other broken constraint is a bug and rises.
    """
    try:
        with transaction.atomic():
            passage = Passage(verb, _locked(shipment, verb, by, version), by)
            passage.close_open_ends()
            yield passage
            passage.finish()
    except IntegrityError as error:
        if _broken_constraint(error) not in DECIDED_ONCE:
            raise
        raise Conflict(_("Somebody else decided this case at the same moment.")) from error


class Passage:
    """A shipment on its way through the door. `row` is locked, `at` the moment of the verb."""

    def __init__(self, verb: str, row: Shipment, by: User | None) -> None:
        self.verb, self.move = verb, MOVES[verb]
        self.row, self.by, self.at = row, by, clock.now()
        self.decision: Decision | None = None
        self.claim, self._taker = self.move.claim, by
        self._columns: dict[str, Any] = {}
        self._detail: dict[str, Any] = {}
        self._printed: dict[str, str] = {}
        self._is_idle = self._is_quiet = False
        self._began_as = row.status

    def set(self, **columns: Any) -> None:
        """Columns of the shipment to be written when the block ends; the row has them at once."""
        self._columns |= columns
        for name, value in columns.items():
            setattr(self.row, name, value)

    def tell(self, **detail: Any) -> None:
        """Add to the event's detail."""
        self._detail |= detail

    def print_on_papers(self, **details: str) -> None:
        """Freeze details with the papers the verb asks for."""
        self._printed |= details

    def keep_quiet(self) -> None:
        """Write no event: nothing happened that anybody needs to know."""
        self._is_quiet = True

    def leave_to_others(self) -> None:
        """Free the case whatever the row says: another officer has to act next."""
        self.claim = Claim.ENDS

    def give_to(self, person: User) -> None:
        """The case becomes that officer's."""
        self.claim, self._taker = Claim.TAKEN, person

    def leave(self) -> None:
        """Change nothing after all: this was done before, or is no longer needed."""
        self._is_idle = True

    def decide(
        self,
        *,
        reason: str,
        message: str = "",
        state: DecisionState = DecisionState.EFFECTIVE,
        ground: Ground | None = None,
    ) -> Decision:
        """The officer's decision, by default in effect at once and kept as the row of the verb
        says; its ground goes into the event, and onto the papers where the exporter is told of it.

        Raises ValueError for the machine, which decides nothing.
        """
        if self.by is None:
            raise ValueError("a decision is a person's")
        self.decision = Decision.objects.create(
            shipment=self.row,
            revision=self.revision,
            verb=self.move.kept_as or self.verb,
            state=state,
            by=self.by,
            at=self.at,
            reason=reason,
            message=message,
            ground=to_plain(ground) if ground else {},
        )
        self._tell_of(self.decision, reason)
        if ground:
            self.tell(ground=ground.text_zh)
            self.print_on_papers(**printed(ground))
        return self.decision

    def second(self, *, reason: str, state: DecisionState) -> Decision:
        """The second officer's word on the release that waits."""
        decision = self.row.decisions.get(state=DecisionState.PROPOSED)
        decision.state, decision.second_by = state, self.by
        decision.second_at, decision.second_reason = self.at, reason
        decision.save(update_fields=["state", "second_by", "second_at", "second_reason"])
        self.decision = decision
        self._tell_of(decision, reason)
        return decision

    def hold(self, decision: Decision, kind: str, until: date) -> Hold:
        """Keep the goods back by that decision, from now until a day (a HoldKind says why)."""
        return Hold.objects.create(
            shipment=self.row, decision=decision, kind=kind, since=self.at, until=until
        )

    @cached_property
    def revision(self) -> Revision:
        """The current revision, as frozen."""
        return self.row.revisions.get(number=self.row.revision_no)

    def close_open_ends(self) -> None:
        """End the holds and proposals that the verb closes."""
        if OpenEnd.HOLD in self.move.closes:
            self.row.holds.filter(lifted_at__isnull=True).update(lifted_at=self.at)
        if OpenEnd.PROPOSAL in self.move.closes:
            waiting = self.row.decisions.filter(state=DecisionState.PROPOSED)
            waiting.update(state=DecisionState.OVERTAKEN)

    def finish(self) -> None:
        """What follows the block, in the order that locks and papers need."""
        if self._is_idle:
            return
        self._write_row()
        if self.move.target is not None:
            follow(self.row, began_as=self._began_as, at=self.at)
        if self.move.target is not None or self.row.status in LET_GO:
            keep_flows(self.row)
        self._keep_balances()
        if not self._is_quiet:
            event = self.move.event or self.verb
            record(event, by=self.by, subject=self.row.subject, **self._detail)
        self._ask_for_papers()
        if self.row.status != self._began_as:
            tell_of(self.row)

    def _keep_balances(self) -> None:
        """Quotas before licences, always, so that no two releases wait for each other."""
        if self.move.draws_licences:
            draw_quotas(self.revision)
            draw(self.revision)
        if self._began_as in LET_GO and self.row.status not in LET_GO:
            tell_of_return(self.revision)
        if self.move.returns_licences:
            give_back(self.row)

    def _tell_of(self, decision: Decision, reason: str) -> None:
        self.tell(
            revision=self.row.revision_no,
            decision=decision.pk,
            gravity=self.row.gravity,
            reason=reason,
            message=decision.message,
        )

    def _write_row(self) -> None:
        """The version is counted in the database: a verb may be part of another one."""
        if self.move.target == Status.DRAFT and self.row.office:
            PastOffice.objects.get_or_create(shipment=self.row, office=self.row.office)
        self.set(status=self.move.target or self.row.status)
        if self.claim is not Claim.STAYS:
            taken = self.claim is Claim.TAKEN
            self.set(
                claimed_by=self._taker if taken else None, claimed_at=self.at if taken else None
            )
        if self.move.decided is not Decided.AS_BEFORE:
            self.set(decided_at=self.at if self.move.decided is Decided.NOW else None)
        if self.move.raises_version and self.row.status in OPEN:
            self.set(**standing_of(self.row))
        step = 1 if self.move.raises_version else 0
        rows = Shipment.objects.filter(pk=self.row.pk)
        rows.update(**self._columns, version=F("version") + step)
        self.row.refresh_from_db(fields=["version"])

    def _ask_for_papers(self) -> None:
        if not self.move.papers:
            return
        declaration = from_plain(self.revision.content, Declaration)
        kinds = kinds_for(self.verb, declaration, self._printed)
        request_documents(self.row, kinds=kinds, decision=self.decision, details=self._printed)


def _locked(shipment: Shipment, verb: str, by: User | None, version: int | None) -> Shipment:
    """The row, locked, if the person may do that now and saw this version."""
    rows = Shipment.objects.select_for_update(of=("self",)).select_related("claimed_by", "office")
    row = rows.get(pk=shipment.pk)
    require(by, verb, row)
    if version is not None and version != row.version:
        raise Conflict(last_word(row) or _("This case has changed since you opened it."))
    return row


def _broken_constraint(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
