"""A rehearsed draft waits for the signature of somebody else than its drafter."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.accounts.models import User
from compliance.accounts.roles import POLICY_KEEPERS
from compliance.audit.models import Event
from compliance.notify.messages import Message, one_by_one
from compliance.notify.models import Kind
from compliance.notify.waiting import Waiting
from compliance.policy.models import PolicyState, PolicyVersion

VERBS = ("policy_rehearsed",)


@one_by_one
def told_of_policies(event: Event) -> Iterator[Message]:
    """Everybody who may sign the draft."""
    number = event.subject.partition(":")[2]
    version = _rehearsed().filter(number=int(number)).first()
    if version is None:
        return
    keepers = User.objects.filter(role__in=POLICY_KEEPERS, is_active=True)
    yield Message(
        kind=Kind.SIGNATURE,
        key=f"policy:{number}:{version.body_sha256[:16]}",
        to=keepers.exclude(pk=version.drafted_by_id or 0),
        sentence=gettext_lazy("Policy %(number)s was rehearsed and waits for your signature."),
        parameters={"number": number},
        address=reverse("policy:policy", args=[version.number]),
        at=event.at,
    )


def waiting(user: User) -> Iterator[Waiting]:
    """Rehearsed drafts of others."""
    for version in _rehearsed().exclude(drafted_by=user).order_by("number"):
        sentence = _("Policy %(number)s was rehearsed and waits for your signature.")
        address = reverse("policy:policy", args=[version.number])
        yield Waiting(sentence % {"number": version.number}, address)


def _rehearsed() -> QuerySet[PolicyVersion]:
    return PolicyVersion.objects.filter(state=PolicyState.DRAFT, rehearsal__isnull=False)
