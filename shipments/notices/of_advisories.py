"""Advisories that wait for a second person, told to those who keep them."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify.messages import Message, one_by_one
from compliance.notify.models import Kind
from compliance.notify.waiting import Waiting
from shipments.advisories.access import may_keep
from shipments.models.advisory import Advisory, AdvisoryState

VERBS = ("advisory_prepared", "advisory_end_proposed")
PENDING = (AdvisoryState.PREPARED, AdvisoryState.ENDING)


@one_by_one
def told_of_advisories(event: Event) -> Iterator[Message]:
    """Everybody who keeps advisories but whoever prepared or proposed it."""
    advisory = _pending().filter(pk=event.subject.partition(":")[2]).first()
    if advisory is None:
        return
    people = User.objects.with_organisation().filter(is_active=True).exclude(pk=event.actor_id or 0)
    yield Message(
        kind=Kind.SIGNATURE,
        key=f"event:{event.seq}",
        to=[person for person in people.filter(_might_keep()) if may_keep(person)],
        sentence=gettext_lazy("Advisory %(number)s waits for a second person."),
        parameters={"number": advisory.number},
        address=reverse("advisories:advisory", args=[advisory.pk]),
        at=event.at,
    )


def waiting(user: User) -> Iterator[Waiting]:
    """What colleagues prepared, for whoever keeps advisories."""
    if not may_keep(user):
        return
    own = Q(state=AdvisoryState.PREPARED, prepared_by=user) | Q(
        state=AdvisoryState.ENDING, end_proposed_by=user
    )
    for advisory in _pending().exclude(own).order_by("pk"):
        sentence = _("Advisory %(number)s waits for a second person.")
        address = reverse("advisories:advisory", args=[advisory.pk])
        yield Waiting(sentence % {"number": advisory.number}, address)


def _pending() -> QuerySet[Advisory]:
    return Advisory.objects.filter(state__in=PENDING)


def _might_keep() -> Q:
    return Q(role="policy_admin") | Q(role="officer", office__code__endswith="00")
