"""What a room says to whom, and keeping it: once for each person, whoever says it again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone, translation

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify.models import ALWAYS_MAILED, Kind, MailState, Notice, Wishes

MAILED_WITHIN = timedelta(days=1)
"""What is older when it is first seen (data brought in, a worker long away) is not mailed."""


@dataclass(frozen=True)
class Message:
    """One thing told to several people. `sentence` is a message of the catalogue; `named` are
    parameters that are messages themselves, `address` is the page where one goes on."""

    kind: Kind
    key: str
    to: Iterable[User]
    sentence: Any
    address: str
    at: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, Any] = field(default_factory=dict)


def one_by_one(
    told: Callable[[Event], Iterator[Message]],
) -> Callable[[Iterable[Event]], Iterator[Message]]:
    """A teller of many events of which nothing is read together."""

    @wraps(told)
    def teller(events: Iterable[Event]) -> Iterator[Message]:
        for event in events:
            yield from told(event)

    return teller


@transaction.atomic
def keep(messages: Iterable[Message]) -> int:
    """Store what nobody has been told yet, and count anew what is unread; how many are new."""
    rows = [_row(message, user) for message in messages for user in message.to if user.is_active]
    wishes = Wishes.objects.filter(user__in={row.user_id for row in rows})
    unwanted = dict(wishes.values_list("user_id", "unmailed"))
    for row in rows:
        if row.kind in unwanted.get(row.user_id, ()) and row.kind not in ALWAYS_MAILED:
            row.mail = MailState.NONE
    before = Notice.objects.order_by("-id").values_list("id", flat=True).first() or 0
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    count_unread({row.user_id for row in rows})
    return Notice.objects.filter(id__gt=before).count() if rows else 0


def count_unread(people: Collection[int]) -> None:
    """Write each person's number of unread messages down where every page reads it."""
    unread = Notice.objects.filter(user__in=people, read_at__isnull=True).order_by()
    numbers = dict(unread.values_list("user").annotate(n=Count("pk")))
    for pk in people:
        number = numbers.get(pk, 0)
        User.objects.filter(pk=pk).exclude(unread=number).update(unread=number)


def _row(message: Message, user: User) -> Notice:
    is_new = message.at > timezone.now() - MAILED_WITHIN
    with translation.override("en"):  # the catalogue's own language
        named = {name: str(text) for name, text in message.named.items()}
        sentence = str(message.sentence)
    return Notice(
        user=user,
        key=message.key,
        kind=message.kind,
        words={"message": sentence, "parameters": dict(message.parameters), "named": named},
        address=message.address,
        at=message.at,
        mail=MailState.DUE if user.email and is_new else MailState.NONE,
    )
