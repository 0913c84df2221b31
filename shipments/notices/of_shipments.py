"""What each move of a shipment tells whom, read off the table of moves.

Exporters read what customs did, never why: no hit, no finding, no ground.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Role, User
from compliance.audit.models import Event
from compliance.notify.messages import Message
from compliance.notify.models import Kind
from shipments.access import open_hold
from shipments.models import Decision, DecisionState, HoldKind, Shipment
from shipments.moves import MOVES, OPEN, SHOWN, Move, Status
from shipments.notices.people import People
from shipments.screening.second_looks import waiting_among

TO_EXPORTERS = frozenset(Status) - {Status.SCREENING, Status.IN_REVIEW}
ASKS_EXPORTERS = frozenset({Status.HELD, Status.DRAFT})
READ = ("reference", "office", "exporter", "claimed_by", "filed_by", "created_by")


def told_moves() -> dict[str, Move]:
    """Moves by the name of their event, without those that are only somebody's own work."""
    return {
        move.event or verb: move
        for verb, move in MOVES.items()
        if verb not in ("edit", "submit", "claim", "unclaim", "rescreen", "report")
    }


def told_of_shipments(events: Sequence[Event]) -> Iterator[Message]:
    """Whom each move calls to act, and the exporter of what customs did."""
    shipments, proposals, people = _shipments(events), _proposals(events), People()
    for event in events:
        if shipment := shipments.get(_reference(event)):
            yield from _told(event, shipment, people, _decision(event) in proposals)


def _told(
    event: Event, shipment: Shipment, people: People, waits_for_a_second: bool
) -> Iterator[Message]:
    move = told_moves()[event.verb]
    if waits_for_a_second:
        yield _to_officers(
            event,
            shipment,
            Kind.SIGNATURE,
            _signers(event, shipment, people),
            _("Declaration %(reference)s waits for your signature: %(verb)s."),
        )
    if event.verb == "judge_hit" and _waits_for_a_second_look(shipment):
        yield _to_officers(
            event,
            shipment,
            Kind.SIGNATURE,
            people.second_officers_for(shipment, event.actor),
            _("Declaration %(reference)s: a listed name was taken for another party; look again."),
        )
    if event.verb == "note" and event.detail["mentioned"]:
        yield _mention(event, shipment, people)
    if move.target == Status.IN_REVIEW and Role.SYSTEM in move.roles:
        waits = _("Declaration %(reference)s waits for an officer.")
        yield _to_officers(event, shipment, Kind.CASE, people.officers_of(shipment), waits)
    if Role.EXPORTER in move.roles and move.target is None:
        yield _to_officers(
            event,
            shipment,
            Kind.ANSWER,
            people.officer_at_work(shipment, open_hold(shipment)),
            _("The exporter acted on declaration %(reference)s: %(verb)s."),
        )
    if Role.EXPORTER not in move.roles and (move.tells_exporter or move.target in TO_EXPORTERS):
        yield _to_exporter(event, shipment, move, people)


def _reference(event: Event) -> str:
    return event.subject.partition(":")[2]


def _decision(event: Event) -> int | None:
    pk = event.detail.get("decision")
    return pk if isinstance(pk, int) else None


def _shipments(events: Sequence[Event]) -> dict[str, Shipment]:
    """By reference. Those that have gone since are not among them."""
    rows = Shipment.objects.only(*READ).filter(reference__in={_reference(each) for each in events})
    return {row.reference: row for row in rows}


def _proposals(events: Sequence[Event]) -> set[int]:
    """Decisions among those spoken of that still wait for a second officer."""
    spoken = filter(None, map(_decision, events))
    waiting = Decision.objects.filter(pk__in=set(spoken), state=DecisionState.PROPOSED)
    return set(waiting.values_list("pk", flat=True))


def _waits_for_a_second_look(shipment: Shipment) -> bool:
    return any(waiting_among(Shipment.objects.filter(pk=shipment.pk, status__in=OPEN)))


def _signers(event: Event, shipment: Shipment, people: People) -> list[User]:
    """The second officers; of a detention the head alone."""
    officers = people.second_officers_for(shipment, event.actor)
    is_for_heads = event.verb == "propose_detention"
    return [officer for officer in officers if officer.is_head or not is_for_heads]


def _to_officers(
    event: Event, shipment: Shipment, kind: Kind, officers: list[User], sentence: Any
) -> Message:
    return Message(
        kind=kind,
        key=f"event:{event.seq}",
        to=officers,
        sentence=sentence,
        parameters={"reference": shipment.reference},
        named={"verb": told_moves()[event.verb].name},
        address=reverse("review:case", args=[shipment.reference]),
        at=event.at,
    )


def _mention(event: Event, shipment: Shipment, people: People) -> Message:
    told = event.detail["mentioned"]
    return Message(
        kind=Kind.MENTION,
        key=f"event:{event.seq}",
        to=[each for each in people.officers_of(shipment) if each.username in told],
        sentence=_("%(who)s mentions you in a note on declaration %(reference)s."),
        parameters={"reference": shipment.reference, "who": event.actor_name},
        address=reverse("review:case", args=[shipment.reference]) + "#notes",
        at=event.at,
    )


def _to_exporter(event: Event, shipment: Shipment, move: Move, people: People) -> Message:
    """A status that needs two officers is told as the status alone."""
    is_asked = move.target in ASKS_EXPORTERS
    hold = open_hold(shipment) if move.target == Status.HELD else None
    sentence: Any = _("Declaration %(reference)s: %(verb)s.")
    if hold and hold.kind == HoldKind.DETENTION:
        sentence = _("Declaration %(reference)s: %(verb)s, until %(until)s.")
    elif hold:
        sentence = _("Declaration %(reference)s: %(verb)s. Answer by %(until)s.")
    return Message(
        kind=Kind.QUESTION if is_asked else Kind.DECISION,
        key=f"event:{event.seq}",
        to=people.firm_of(shipment) if is_asked else people.filer_of(shipment),
        sentence=sentence,
        parameters={
            "reference": shipment.reference,
            **({"until": hold.until.isoformat()} if hold else {}),
        },
        named={"verb": move.name if move.tells_exporter else SHOWN[str(move.target)]},
        address=reverse("declare:shipment", args=[shipment.reference]),
        at=event.at,
    )
