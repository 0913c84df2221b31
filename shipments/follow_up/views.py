"""Pages after the gate: what an exporter owes and reports, what an office waits for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_READERS, for_roles
from compliance.law.follow_up import OWED_BY_CUSTOMS, REPORTS
from compliance.ui.keyset import keyset_page
from compliance.ui.methods import require_form
from shipments.access import require
from shipments.declare.views.pages import own_shipment, shipment_address, typed
from shipments.follow_up import actions
from shipments.follow_up.forms import ChangeRequestForm, ReportForm
from shipments.follow_up.listing import LISTS, OVERDUE, SOONEST_FIRST, listed_for, owed_by


@require_safe
@for_roles(Role.EXPORTER)
def reports(request: PersonRequest) -> HttpResponse:
    """What the exporter has to report, the most urgent first."""
    page = keyset_page(owed_by(request.user), SOONEST_FIRST, request.GET.get("after", ""))
    return render(request, "follow_up/reports.html", {"page": page})


@require_safe
@for_roles(*CASE_READERS)
def office(request: PersonRequest) -> HttpResponse:
    """What the office waits for, has to read or to decide; for auditors, of every office."""
    chosen = request.GET.get("list", "")
    name = chosen if chosen in LISTS else OVERDUE
    rows, order = listed_for(request.user, name)
    page = keyset_page(rows, order, request.GET.get("after", ""))
    context = {"page": page, "name": name, "lists": LISTS, "kept_query": f"list={name}"}
    return render(request, "follow_up/office.html", context)


@require_form
@for_roles(Role.EXPORTER)
def report(request: PersonRequest, reference: str, kind: str) -> HttpResponse:
    """File a report on a release, with its papers."""
    if kind not in REPORTS or kind in OWED_BY_CUSTOMS:
        raise Http404
    shipment = own_shipment(request, reference)
    if request.method != "POST":
        require(request.user, "report", shipment)
    form = ReportForm(typed(request), request.FILES or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(shipment, by=request.user, **form.arguments())
        except actions.WrongDay as error:
            form.add_error("happened_on", str(error))
        else:
            messages.success(request, _("Customs has your report."))
            return redirect(shipment_address(shipment))
    context = {"shipment": shipment, "form": form, "heading": REPORTS[kind]}
    return render(request, "follow_up/report.html", context)


@require_form
@for_roles(Role.EXPORTER)
def change(request: PersonRequest, reference: str) -> HttpResponse:
    """Ask before use or user change."""
    shipment = own_shipment(request, reference)
    require(request.user, "request_change", shipment)
    form = ChangeRequestForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.request_change(shipment, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("Customs has your request. Nothing may change before it decides.")
        )
        return redirect(shipment_address(shipment))
    return render(request, "follow_up/change.html", {"shipment": shipment, "form": form})
