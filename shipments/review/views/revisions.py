"""Every revision of a case, for officers and auditors."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_READERS, for_roles
from shipments.review.views.pages import visible_shipment
from shipments.revisions import revision_page


@require_safe
@for_roles(*CASE_READERS)
def revision(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """One revision, beside another when ?against= names it."""
    shipment = visible_shipment(request, reference)
    context = revision_page(shipment, number, request.GET.get("against", ""))
    return render(request, "review/revision.html", context)
