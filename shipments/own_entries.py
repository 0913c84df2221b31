"""Evidence that officers entered while a grave case waited: whoever entered it does not release the
goods on it alone."""

from django.db.models import Q, QuerySet

from compliance.law.declaration import Declaration
from compliance.law.rule import Effect
from shipments.end_users.entries import family_keys
from shipments.flows.keeping import user_key
from shipments.frozen import declaration_in
from shipments.licences.balance import kg_by_licence
from shipments.models import (
    FollowUpReport,
    Licence,
    ReportState,
    Screening,
    Shipment,
    UserFigure,
    UserMerge,
)


def grave_runs(shipment: Shipment) -> QuerySet[Screening]:
    """The screenings of it that found something of hold grade or above."""
    return shipment.screenings.filter(gravity__gte=Effect.HOLD)


def who_entered(shipment: Shipment) -> frozenset[int]:
    """Primary keys of those whose entries the findings may have gone by; of nobody where none of
    its runs was grave. Up to three queries."""
    if not grave_runs(shipment).exists():
        return frozenset()
    revision = shipment.revisions.get(number=shipment.revision_no)
    return who_entered_for(shipment, declaration_in(revision))


def who_entered_for(shipment: Shipment, declaration: Declaration) -> frozenset[int]:
    """Who has entered, since it was first filed, a licence that it cites, a figure of its end user
    or who that end user is, or has accepted what a report of the exporter changed. One query."""
    since, keys = shipment.first_submitted_at, family_keys(user_key(declaration))
    about = Q(kept__key__in=keys) | Q(other__key__in=keys)
    licences = Licence.objects.filter(
        registered_at__gte=since, number__in=kg_by_licence(declaration)
    ).values_list("registered_by")
    figures = UserFigure.objects.filter(at__gte=since, user__key__in=keys).values_list("by")
    merges = UserMerge.objects.filter(about, decided_at__gte=since).values_list("decided_by")
    reports = FollowUpReport.objects.filter(
        differs=True,
        state=ReportState.ACCEPTED,
        read_at__gte=since,
        shipment__exporter_id=shipment.exporter_id,
    ).values_list("read_by")
    found = licences.order_by().union(
        *(rows.order_by() for rows in (figures, merges, reports)), all=True
    )
    return frozenset(person for (person,) in found if person)
