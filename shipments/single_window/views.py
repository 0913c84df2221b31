"""The exporter's pages: a message as a new draft, a declaration as a message, receipts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.refusals import Conflict
from compliance.ui.downloads import file_answer
from compliance.ui.methods import require_form
from shipments.declare.status import receipts_of
from shipments.declare.views.pages import own_shipment
from shipments.labels import label_of
from shipments.models import MessageImport, Shipment
from shipments.receipt_codes import CODES
from shipments.single_window import receipts
from shipments.single_window.drafting import UNMAPPED, WRONG, import_message
from shipments.single_window.exporting import DoesNotFit, message_of
from shipments.single_window.forms import XmlFileForm
from shipments.single_window.latest import declaration_now
from shipments.single_window.mapping import unsaid
from shipments.single_window.parsing import BadMessage
from shipments.single_window.versions import PRESENT, VERSIONS
from shipments.single_window.xsd import schema_text

XML = "application/xml; charset=utf-8"


@require_form
@for_roles(Role.EXPORTER)
def bring_in_message(request: PersonRequest) -> HttpResponse:
    """Start a draft from a message; the same file again leads to the same draft."""
    form = XmlFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            shipment = import_message(file.read(), by=request.user, filename=file.name)
        except (BadMessage, Conflict) as error:
            form.add_error("file", error.sentence)
        else:
            return redirect("single_window:shipment", shipment.reference)
    context = {"form": form, "unsaid": unsaid(), "versions": VERSIONS}
    status = 422 if form.is_bound else 200
    return render(request, "single_window/import.html", context, status=status)


@require_safe
@for_roles(Role.EXPORTER)
def show(request: PersonRequest, reference: str) -> HttpResponse:
    """One declaration's message, receipts, and what its own message left open."""
    return _page(request, own_shipment(request, reference), XmlFileForm())


@require_safe
@for_roles(Role.EXPORTER)
def download(request: PersonRequest, reference: str) -> HttpResponse:
    """The declaration as a message; 422 with the reasons where it cannot be one."""
    shipment = own_shipment(request, reference)
    version = request.GET.get("version", PRESENT)
    if version not in VERSIONS:
        raise Http404
    try:
        message = message_of(declaration_now(shipment), version)
    except DoesNotFit as error:
        return _page(request, shipment, XmlFileForm(), status=422, faults=error.faults)
    return file_answer(message, XML, f"{shipment.reference}.xml")


@require_POST
@for_roles(Role.EXPORTER)
def add_receipt(request: PersonRequest, reference: str) -> HttpResponse:
    """Put a receipt into the timeline."""
    shipment = own_shipment(request, reference)
    form = XmlFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            receipt = receipts.bring_in(shipment, form.cleaned_data["file"].read(), by=request.user)
        except (BadMessage, Conflict) as error:
            form.add_error("file", error.sentence)
        else:
            sentence = _("Receipt taken into the timeline: %(receipt)s.")
            messages.success(request, sentence % {"receipt": CODES[receipt.code]})
            return redirect("single_window:shipment", reference)
    return _page(request, shipment, form, status=422)


@require_safe
@for_roles(Role.EXPORTER)
def schema(_request: PersonRequest, version: str) -> HttpResponse:
    """The schema of a version, for those who check their messages first."""
    if version not in VERSIONS:
        raise Http404
    return file_answer(schema_text(version), XML, f"DecMessage-{version}.xsd")


def _page(
    request: PersonRequest, shipment: Shipment, form: XmlFileForm, status: int = 200, **more: Any
) -> HttpResponse:
    brought = MessageImport.objects.filter(shipment=shipment).first()
    told = brought.told if brought else []
    context = {
        "shipment": shipment,
        "form": form,
        "versions": VERSIONS,
        "brought": brought,
        "wrong": _labelled(told, WRONG),
        "unmapped": _labelled(told, UNMAPPED),
        "guessed": [label_of(name) for name in brought.guessed] if brought else [],
        "receipts": receipts_of(shipment),
        **more,
    }
    return render(request, "single_window/shipment.html", context, status=status)


def _labelled(told: list[dict[str, str]], kind: str) -> list[dict[str, Any]]:
    return [
        {**each, "label": label_of(each["field"]) if each["field"] else ""}
        for each in told
        if each["kind"] == kind
    ]
