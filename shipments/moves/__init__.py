"""The state machine as a table a lawyer can check: one row a verb, and nothing about the verb
anywhere else but its body. The one door that reads it is shipments.door; docs/moves.md shows it.
"""

from collections.abc import Mapping
from typing import Any

from shipments.moves.of_exporters import EXPORTER_MOVES
from shipments.moves.of_officers import OFFICER_MOVES
from shipments.moves.of_the_machine import MACHINE_MOVES
from shipments.moves.row import Asks, Claim, Decided, Move, OpenEnd, Page
from shipments.moves.statuses import (
    LET_GO,
    NEXT_FOR_EXPORTER,
    OPEN,
    RETURNED,
    SHOWN,
    Status,
    shown_status,
)

__all__ = [
    "LET_GO",
    "MOVES",
    "NEXT_FOR_EXPORTER",
    "OPEN",
    "RETURNED",
    "SHOWN",
    "Asks",
    "Claim",
    "Decided",
    "Move",
    "OpenEnd",
    "Page",
    "Status",
    "event_names",
    "shown_status",
    "stands_while",
    "told_to_exporters",
    "verbs_that_store_a_run",
]

MOVES: Mapping[str, Move] = {**EXPORTER_MOVES, **MACHINE_MOVES, **OFFICER_MOVES}


def event_names() -> dict[str, Any]:
    """What the event log calls each verb, by the verb's name in the log."""
    return {move.event or verb: move.name for verb, move in MOVES.items()}


def told_to_exporters() -> dict[str, Any]:
    """The verbs whose decisions an exporter reads of, with what the timeline calls them."""
    return {verb: move.name for verb, move in MOVES.items() if move.tells_exporter}


def verbs_that_store_a_run() -> tuple[str, ...]:
    """The verbs whose event names the hashes of a screening."""
    return tuple(verb for verb, move in MOVES.items() if move.stores_run)


def stands_while(paper: str) -> frozenset[Status]:
    """The statuses in which a paper of that kind is valid: where the verb that asks for it leads,
    and on from there by verbs that let papers stand. What a verb without a target decides stands
    whatever becomes of the shipment."""
    targets = {move.target for move in MOVES.values() if paper in move.papers}
    if None in targets:
        return frozenset(Status)
    found = {target for target in targets if target}
    onward = [move for move in MOVES.values() if move.papers_stand and move.target]
    while more := {m.target for m in onward if m.target and m.sources & found} - found:
        found |= more
    return frozenset(found)
