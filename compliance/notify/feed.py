"""Reading the event log on, and asking each room what of it concerns whom.

An event is numbered as its transaction commits, so nothing is told of what never happened, and
what a worker did not finish is read again.
"""

import logging
from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from compliance.audit.models import Event
from compliance.notify.messages import Message, keep
from compliance.notify.models import Position

logger = logging.getLogger(__name__)
MOST_EVENTS = 500

Teller = Callable[[Event], Iterable[Message]]

_tellers: dict[str, Teller] = {}


def tell_of(verbs: Iterable[str], teller: Teller) -> None:
    """Ask `teller` about each event of these verbs. ValueError where another is asked already."""
    for verb in verbs:
        if _tellers.setdefault(verb, teller) != teller:
            raise ValueError(f"somebody tells of {verb} already")


def told_verbs() -> Mapping[str, Teller]:
    """The verbs that are told of."""
    return _tellers


@transaction.atomic
def read_on() -> int:
    """Tell of the next events; how many were looked at. Nobody reads the log twice at a time."""
    Position.objects.get_or_create(pk=1)
    position = Position.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if position is None:
        return 0
    end = Event.objects.aggregate(end=Max("seq"))["end"] or 0
    rows = Event.objects.filter(seq__gt=position.seq, seq__lte=end, verb__in=_tellers)
    events = list(rows.select_related("actor").order_by("seq")[:MOST_EVENTS])
    for event in events:
        _tell(event)
    position.seq = events[-1].seq if len(events) == MOST_EVENTS else end
    position.save()
    return len(events)


def _tell(event: Event) -> None:
    """One event that cannot be told of must not silence all that follow."""
    try:
        with transaction.atomic():
            keep(_tellers[event.verb](event))
    except Exception:
        logger.exception("event %s was not told of", event.seq)
