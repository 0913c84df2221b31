"""A register that waits for a second person, at home of those who can put it in force."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.notify.waiting import Waiting
from shipments.models import EditionState, RegisterEdition


def waiting(user: User) -> Iterator[Waiting]:
    """What colleagues brought in."""
    rows = RegisterEdition.objects.filter(state=EditionState.WAITING).exclude(prepared_by=user)
    for edition in rows.order_by("pk"):
        sentence = _("Licence register of %(day)s waits for a second person.")
        told = {"day": edition.as_of.isoformat()}
        yield Waiting(sentence % told, reverse("licences:edition", args=[edition.pk]))
