"""List alarms, and lists that wait for a second person, told to those who keep the lists."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.accounts.roles import POLICY_KEEPERS
from compliance.audit.models import Event
from compliance.law.list_sources import LIST_SOURCES
from compliance.notify.messages import Message, one_by_one
from compliance.notify.models import Kind
from compliance.notify.waiting import Waiting
from compliance.parties.models import ListAlarm, ListConfirmation, ListUpload, UploadState

SENTENCES: dict[str, Any] = {
    "list_alarm_raised": _("Alarm: the list “%(list)s” cannot be relied on."),
    "list_uploaded": _("The list “%(list)s” was brought in; another has to look at it."),
    "smaller_list_proposed": _("A smaller list “%(list)s” waits for a second person."),
    "list_unchanged_proposed": _(
        "The list “%(list)s” was found unchanged; a second person has to agree."
    ),
}


@one_by_one
def told_of_lists(event: Event) -> Iterator[Message]:
    """Everybody who keeps lists but whoever did it; of an alarm, that person too."""
    code = event.subject.split(":")[1]
    is_alarm = event.verb == "list_alarm_raised"
    keepers = User.objects.filter(role__in=POLICY_KEEPERS, is_active=True)
    yield Message(
        kind=Kind.ALARM if is_alarm else Kind.SIGNATURE,
        key=f"event:{event.seq}",
        to=keepers if is_alarm else keepers.exclude(pk=event.actor_id or 0),
        sentence=SENTENCES[event.verb],
        named={"list": _label(code)},
        address=reverse("parties:list", args=[code]),
        at=event.at,
    )


def waiting(user: User) -> Iterator[Waiting]:
    """Open alarms, and what others brought in, proposed or found."""
    alarms = ListAlarm.objects.filter(cleared_at__isnull=True).order_by("raised_at")
    smaller = alarms.exclude(Q(proposed_by=user) | Q(proposed_by=None))
    uploads = ListUpload.objects.filter(state=UploadState.WAITING).exclude(uploaded_by=user)
    unchanged = ListConfirmation.objects.filter(agreed_at__isnull=True).exclude(proposed_by=user)
    for verb, codes in (
        ("list_alarm_raised", alarms.values_list("list_code", flat=True)),
        ("smaller_list_proposed", smaller.values_list("list_code", flat=True)),
        ("list_uploaded", uploads.values_list("list_code", flat=True)),
        ("list_unchanged_proposed", unchanged.values_list("version__list_code", flat=True)),
    ):
        for code in codes:
            told = SENTENCES[verb] % {"list": _label(code)}
            yield Waiting(told, reverse("parties:list", args=[code]))


def _label(code: str) -> Any:
    source = LIST_SOURCES.get(code)
    return source.label if source else code
