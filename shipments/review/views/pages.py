"""What the pages of this room share: who may come in, finding a case, the page for a conflict."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from compliance.accounts.requests import PersonRequest
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Shipment

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def officers_only(view: View[P]) -> View[P]:
    """The office's own pages: others are told so."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_officer:
            raise NotAllowed(_("Only customs officers work here."))
        return view(request, *args, **kwargs)

    return guarded


def reviewers_only(view: View[P]) -> View[P]:
    """For officers and auditors; nobody else is to know that these pages exist."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (request.user.is_officer or request.user.is_auditor):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def visible_shipment(request: PersonRequest, reference: str) -> Shipment:
    """The submitted shipment for officers of its office and for auditors; 404 for anyone else."""
    if not (request.user.is_officer or request.user.is_auditor):
        raise Http404
    shipments = Shipment.objects.visible_to(request.user).with_people()
    return get_object_or_404(shipments, reference=reference)


def conflict_page(request: PersonRequest, shipment: Shipment, conflict: Conflict) -> HttpResponse:
    """409: what happened meanwhile, and the way to the case as it is now."""
    context = {"shipment": shipment, "sentence": conflict.sentence}
    return render(request, "review/conflict.html", context, status=HTTPStatus.CONFLICT)
