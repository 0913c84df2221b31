"""Pages of keeping and destroying: what is due, and what two officers do about one case."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, CASE_READERS, for_roles
from shipments.models import RETENTION_YEARS, Disposal, LegalHold, Shipment
from shipments.paperwork import retention

MOST = 100
DONE = {
    "hold": _("The legal hold is in place."),
    "lift": _("The legal hold is lifted."),
    "propose": _("The disposal waits for a second officer."),
    "sign": _("The papers and uploads are destroyed."),
}
ACTIONS: dict[str, Callable[..., Any]] = {
    "hold": retention.hold,
    "lift": retention.lift,
    "propose": retention.propose,
}


class RetentionForm(forms.Form):
    """One case, and why."""

    reference = forms.CharField(label=capfirst(_("reference")), max_length=30)
    reason = forms.CharField(
        label=capfirst(_("reason")), max_length=500, widget=forms.Textarea({"rows": 3})
    )


@require_safe
@for_roles(*CASE_READERS)
def overview(request: PersonRequest) -> HttpResponse:
    """What is due, held and proposed among the cases the person may see."""
    return _page(request, RetentionForm())


@require_POST
@for_roles(*CASE_OFFICERS)
def act(request: PersonRequest) -> HttpResponse:
    """Place or lift a hold, propose a disposal: the button says which."""
    form, verb = RetentionForm(request.POST), request.POST.get("verb", "")
    if verb not in ACTIONS or not form.is_valid():
        return _page(request, form)
    told = form.cleaned_data
    shipment = _case(request, told["reference"].strip().upper())
    ACTIONS[verb](shipment, by=request.user, reason=told["reason"])
    messages.success(request, DONE[verb])
    return redirect("paperwork:retention")


@require_POST
@for_roles(*CASE_OFFICERS)
def sign(request: PersonRequest, reference: str) -> HttpResponse:
    """Sign a disposal, which carries it out."""
    retention.sign(_case(request, reference), by=request.user)
    messages.success(request, DONE["sign"])
    return redirect("paperwork:retention")


def _page(request: PersonRequest, form: RetentionForm) -> HttpResponse:
    seen = Shipment.objects.visible_to(request.user)
    disposals = Disposal.objects.filter(shipment__in=seen).select_related(
        "shipment", "proposed_by", "signed_by"
    )
    holds = LegalHold.objects.filter(shipment__in=seen, lifted_at__isnull=True)
    context = {
        "form": form,
        "years": RETENTION_YEARS,
        "due": retention.due(request.user)[:MOST],
        "holds": holds.select_related("shipment", "by")[:MOST],
        "waiting": disposals.filter(signed_at__isnull=True)[:MOST],
        "done": disposals.filter(signed_at__isnull=False).order_by("-signed_at")[:MOST],
    }
    return render(request, "paperwork/retention.html", context)


def _case(request: PersonRequest, reference: str) -> Shipment:
    return get_object_or_404(Shipment.objects.visible_to(request.user), reference=reference)
