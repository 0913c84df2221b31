"""What the pages of this room share: finding a case, the page for a conflict."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from compliance.accounts.requests import PersonRequest
from compliance.refusals import Conflict
from shipments.models import Shipment


def visible_shipment(request: PersonRequest, reference: str) -> Shipment:
    """The submitted shipment for officers of its office and for auditors; 404 for anyone else."""
    shipments = Shipment.objects.visible_to(request.user).with_people()
    return get_object_or_404(shipments, reference=reference)


def conflict_page(request: PersonRequest, shipment: Shipment, conflict: Conflict) -> HttpResponse:
    """409: what happened meanwhile, and the way to the case as it is now."""
    context = {"shipment": shipment, "sentence": conflict.sentence}
    return render(request, "review/conflict.html", context, status=HTTPStatus.CONFLICT)
