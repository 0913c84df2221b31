"""Reading the event log on, and asking each room what of it concerns whom.

An event is numbered as its transaction commits, so nothing is told of what never happened, and
what a worker did not finish is read again.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Max

from compliance.audit.models import Event
from compliance.notify.messages import Message, keep
from compliance.notify.models import Position

logger = logging.getLogger(__name__)
MOST_EVENTS = 500

Teller = Callable[[Sequence[Event]], Iterable[Message]]

_tellers: dict[str, Teller] = {}


def tell_of(verbs: Iterable[str], teller: Teller) -> None:
    """Ask `teller` about events of these verbs, many at a time and in their order. ValueError where
    another is asked already."""
    for verb in verbs:
        if _tellers.setdefault(verb, teller) != teller:
            raise ValueError(f"somebody tells of {verb} already")


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
    if events:
        _tell(events)
    position.seq = events[-1].seq if len(events) == MOST_EVENTS else end
    position.save()
    return len(events)


def _tell(events: list[Event]) -> None:
    """All at once; where that fails one by one: an event that cannot be told of must not silence
    the others."""
    try:
        with transaction.atomic():
            keep(sorted(_messages(events), key=lambda message: message.at))
    except Exception:
        if len(events) > 1:
            for event in events:
                _tell([event])
        else:
            logger.exception("event %s was not told of", events[0].seq)


def _messages(events: list[Event]) -> Iterator[Message]:
    shares: dict[Teller, list[Event]] = defaultdict(list)
    for event in events:
        shares[_tellers[event.verb]].append(event)
    for teller, share in shares.items():
        yield from teller(share)
