"""What officers decide. Each verb locks the row, asks access.require, writes the decision and the
event, and asks for the papers, all in one transaction; whoever comes second gets a Conflict.

`version` is the shipment's version on the page the officer looked at; None skips that check.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.refusals import Conflict
from shipments.access import last_word, require
from shipments.licences.balance import draw
from shipments.models import Decision, DecisionState, Hold, HoldKind, Revision, Shipment
from shipments.moves import MOVES, Status
from shipments.paperwork.actions import kinds_for, request_documents
from shipments.review.claims import keep_claim

DECIDED_ONCE = {"one_final_decision_per_revision", "one_proposal_per_shipment", "one_open_hold"}


def release(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Let the goods go. A case with hold- or block-grade findings takes propose_release."""
    with _deciding(shipment, "release", by, version) as row:
        decision = _decide(row, "release", by, reason, message)
        _close_open_ends(row)
        return _finish(row, "release", decision, by)


def propose_release(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """Ask a second officer to sign the release; the case is free for others again."""
    with _deciding(shipment, "propose_release", by, version) as row:
        decision = _decide(row, "release", by, reason, message, DecisionState.PROPOSED)
        return _finish(row, "propose_release", decision, by)


def countersign(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """Sign a colleague's release: it takes effect."""
    with _deciding(shipment, "countersign", by, version) as row:
        decision = _second(row, by, reason, DecisionState.COUNTERSIGNED)
        _close_open_ends(row)
        return _finish(row, "countersign", decision, by, reason=reason)


def decline_release(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """Refuse to sign a colleague's release: the case stays where it is."""
    with _deciding(shipment, "decline_release", by, version) as row:
        decision = _second(row, by, reason, DecisionState.DECLINED)
        return _finish(row, "decline_release", decision, by, reason=reason)


def hold(
    shipment: Shipment,
    *,
    by: User,
    kind: HoldKind | str,
    reason: str,
    until: date,
    message: str,
    version: int | None = None,
) -> Shipment:
    """暂不予放行: keep the goods back until a day; a hold in force is replaced."""
    with _deciding(shipment, "hold", by, version) as row:
        _close_open_ends(row)
        decision = _decide(row, "hold", by, reason, message)
        Hold.objects.create(
            shipment=row, decision=decision, kind=kind, since=decision.at, until=until
        )
        keep_claim(row, by)
        return _finish(row, "hold", decision, by, kind=str(kind), until=until.isoformat())


def lift(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """End the hold: the case is back in review."""
    with _deciding(shipment, "lift", by, version) as row:
        decision = _decide(row, "lift", by, reason, message)
        _close_open_ends(row)
        keep_claim(row, by)
        return _finish(row, "lift", decision, by)


def return_for_correction(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """退回修改: the exporter may change the draft and submit it as the next revision."""
    with _deciding(shipment, "return_for_correction", by, version) as row:
        decision = _decide(row, "return_for_correction", by, reason, message)
        _close_open_ends(row)
        return _finish(row, "return_for_correction", decision, by)


def refuse(
    shipment: Shipment, *, by: User, reason: str, message: str, version: int | None = None
) -> Shipment:
    """不予放行: final for this shipment."""
    with _deciding(shipment, "refuse", by, version) as row:
        decision = _decide(row, "refuse", by, reason, message)
        _close_open_ends(row)
        return _finish(row, "refuse", decision, by)


def close(
    shipment: Shipment, *, by: User, reason: str, message: str = "", version: int | None = None
) -> Shipment:
    """结关: the released goods have left the country."""
    with _deciding(shipment, "close", by, version) as row:
        decision = _decide(row, "close", by, reason, message)
        return _finish(row, "close", decision, by)


@contextmanager
def _deciding(shipment: Shipment, verb: str, by: User, version: int | None) -> Iterator[Shipment]:
    """The locked row inside a transaction. What the database refuses as a second decision
    becomes a Conflict; any other broken constraint is a bug and rises."""
    try:
        with transaction.atomic():
            yield lock(shipment, verb, by, version)
    except IntegrityError as error:
        if _broken_constraint(error) not in DECIDED_ONCE:
            raise
        raise Conflict(_("Somebody else decided this case at the same moment.")) from error


def lock(shipment: Shipment, verb: str, by: User, version: int | None) -> Shipment:
    """The row, locked, if the person may do that now and saw this version. Needs a transaction."""
    rows = Shipment.objects.select_for_update(of=("self",))
    row = rows.select_related("claimed_by", "office").get(pk=shipment.pk)
    require(by, verb, row)
    if version is not None and version != row.version:
        raise Conflict(last_word(row) or _("This case has changed since you opened it."))
    return row


def _broken_constraint(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def _decide(
    row: Shipment,
    verb: str,
    by: User,
    reason: str,
    message: str,
    state: DecisionState = DecisionState.EFFECTIVE,
) -> Decision:
    row.decisions.filter(state=DecisionState.PROPOSED).update(state=DecisionState.OVERTAKEN)
    return Decision.objects.create(
        shipment=row,
        revision=_current_revision(row),
        verb=verb,
        state=state,
        by=by,
        at=clock.now(),
        reason=reason,
        message=message,
    )


def _second(row: Shipment, by: User, reason: str, state: DecisionState) -> Decision:
    decision = row.decisions.get(state=DecisionState.PROPOSED)
    decision.state, decision.second_by = state, by
    decision.second_at, decision.second_reason = clock.now(), reason
    decision.save(update_fields=["state", "second_by", "second_at", "second_reason"])
    return decision


def _close_open_ends(row: Shipment) -> None:
    row.holds.filter(lifted_at__isnull=True).update(lifted_at=clock.now())


def _finish(row: Shipment, verb: str, decision: Decision, by: User, **detail: Any) -> Shipment:
    """Move the status, count the version, write the event, ask for the papers."""
    row.status = MOVES[verb].target or row.status
    row.version += 1
    row.decided_at = decision.second_at or decision.at
    if verb not in ("hold", "lift"):
        row.claimed_by = row.claimed_at = None
    row.save(update_fields=["status", "version", "decided_at", "claimed_by", "claimed_at"])
    if row.status == Status.RELEASED:
        draw(decision.revision)
    told = {"reason": decision.reason, "message": decision.message, **detail}
    record(
        verb,
        by=by,
        subject=row.subject,
        revision=row.revision_no,
        decision=decision.pk,
        gravity=row.gravity,
        **told,
    )
    _ask_for_papers(row, verb, decision)
    return row


def _ask_for_papers(row: Shipment, verb: str, decision: Decision) -> None:
    content = from_plain(decision.revision.content, Declaration)
    kinds = kinds_for(verb, content)
    if kinds:
        request_documents(row, kinds=kinds, decision=decision)


def _current_revision(row: Shipment) -> Revision:
    return row.revisions.get(number=row.revision_no)
