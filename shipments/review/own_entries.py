"""Evidence that an officer entered while a grave case waited: whoever entered it does not release
the goods on it alone."""

from django.db.models import Q
from django.utils.translation import gettext as _

from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.rule import Effect
from compliance.refusals import NotAllowed
from shipments.door import Passage
from shipments.end_users.entries import keys_of
from shipments.flows.keeping import user_key
from shipments.licences.balance import kg_by_licence
from shipments.models import Licence, UserFigure, UserMerge


def refuse_own_evidence(case: Passage) -> None:
    """Raises NotAllowed where a run over the shipment was of hold grade or above and its findings
    may have gone by what the releasing officer has entered since it was first filed: a licence
    that it cites, a figure of its end user, or who that end user is. A colleague releases it."""
    if not case.row.screenings.filter(gravity__gte=Effect.HOLD).exists():
        return
    declaration = from_plain(case.revision.content, Declaration)
    since, keys = case.row.first_submitted_at, keys_of(user_key(declaration))
    about = Q(kept__key__in=keys) | Q(other__key__in=keys)
    entries = (
        Licence.objects.filter(
            registered_by=case.by, registered_at__gte=since, number__in=kg_by_licence(declaration)
        ),
        UserFigure.objects.filter(by=case.by, at__gte=since, user__key__in=keys),
        UserMerge.objects.filter(about, decided_by=case.by, decided_at__gte=since),
    )
    if any(rows.exists() for rows in entries):
        raise NotAllowed(
            _(
                "This case needed two officers until you entered what it now rests on: another "
                "officer has to release it."
            )
        )
