"""The queue of the office, the search over all shipments, and taking the next case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance import clock
from compliance.accounts.models import CustomsOffice
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, CASE_READERS, for_roles
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from compliance.ui.keyset import keyset_page
from shipments.models import Shipment
from shipments.review import claims
from shipments.review.departures import LONGEST_FIRST, overdue_departures
from shipments.review.forms import SearchFilter
from shipments.review.queue import (
    NEWEST_FIRST,
    counts,
    filter_queue,
    filter_shipments,
    listed,
    narrowed_by,
    open_cases,
)
from shipments.review.queue_filter import QueueFilter, query_of
from shipments.review.views.bulk import BulkForm
from shipments.review.views.saved import views_of

QUEUE_ROWS = 30
"""Four windows of 1366 by 768; the page is read anew every half-minute."""


@require_safe
@for_roles(*CASE_OFFICERS)
def queue(request: PersonRequest) -> HttpResponse:
    """Open cases of the office, most urgent first."""
    chosen = QueueFilter(request.GET, **narrowed_by(request.user))
    rows = filter_queue(open_cases(request.user), chosen, request.user)
    page = keyset_page(listed(rows), chosen.keys, request.GET.get("after", ""), QUEUE_ROWS)
    context = {
        "filter": chosen,
        "page": page,
        "counts": counts(request.user),
        "views": views_of(request.user),
        "kept_query": query_of(request.GET),
        "bulk": BulkForm(officer=request.user),
    }
    return render(request, "review/queue.html", context)


@require_POST
@for_roles(*CASE_OFFICERS)
def take_next(request: PersonRequest) -> HttpResponse:
    """Take the most urgent free case and open it."""
    try:
        shipment = claims.claim_next(by=request.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return redirect("review:queue")
    if shipment is None:
        messages.info(request, _("No free case is waiting."))
        return redirect("review:queue")
    return redirect("review:case", shipment.reference)


@require_safe
@for_roles(*CASE_READERS)
def search(request: PersonRequest) -> HttpResponse:
    """All submitted shipments of the office; for auditors, of every office."""
    offices = CustomsOffice.objects.order_by("code") if request.user.is_auditor else ()
    chosen = SearchFilter(request.GET, offices=[(each.code, str(each)) for each in offices])
    rows = filter_shipments(Shipment.objects.visible_to(request.user), chosen)
    page = keyset_page(listed(rows), NEWEST_FIRST, request.GET.get("after", ""))
    return render(request, "review/search.html", {"filter": chosen, "page": page})


@require_safe
@for_roles(*CASE_OFFICERS)
def departures(request: PersonRequest) -> HttpResponse:
    """Goods of the office that were released long ago, and of which no departure is known."""
    rows = listed(overdue_departures(request.user))
    page = keyset_page(rows, LONGEST_FIRST, request.GET.get("after", ""))
    context = {"page": page, "days": policy_on(clock.today()).departure_days}
    return render(request, "review/departures.html", context)
