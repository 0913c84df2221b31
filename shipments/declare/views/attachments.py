"""Attachments: upload, take out, hand out."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_everybody, for_roles
from compliance.codes.tables import ATTACHMENT_KINDS
from compliance.listed import listed
from compliance.ui.methods import require_form
from shipments.declare import draft_changes
from shipments.declare.forms.papers import AttachmentForm, ManyPapersForm
from shipments.declare.handing_out import hand_out
from shipments.declare.paper_names import kind_named
from shipments.declare.readiness import PAPERS
from shipments.declare.sections import SECTIONS
from shipments.declare.views.pages import own_draft, typed
from shipments.models import Shipment

SECTION = SECTIONS["attachments"]


@require_form
@for_roles(Role.EXPORTER)
def show(request: PersonRequest, reference: str) -> HttpResponse:
    """The papers of the draft, a form for several more, and one for one more."""
    shipment = own_draft(request, reference)
    if "papers" in request.FILES:
        return _attach_many(request, shipment)
    form = AttachmentForm(typed(request), request.FILES or None, shipment=shipment)
    if request.method == "POST" and form.is_valid():
        kind, number = form.cleaned_data["kind"], form.cleaned_data["number"]
        upload = form.cleaned_data["upload"]
        draft_changes.add_attachment(shipment, upload, kind=kind, number=number, by=request.user)
        messages.success(request, _("%(name)s was attached.") % {"name": upload.paper.filename})
        return redirect(SECTION.address(shipment))
    return _page(request, shipment, form, ManyPapersForm())


def _attach_many(request: PersonRequest, shipment: Shipment) -> HttpResponse:
    """Attach each good file whose name says what it is; beside the box a sentence for each of the
    others."""
    form, attached = ManyPapersForm(request.POST, request.FILES), []
    sent = form.cleaned_data["papers"] if form.is_valid() else []
    for name, upload in sent:
        kind = kind_named(name)
        if isinstance(upload, str) or not kind:
            why = upload if isinstance(upload, str) else _("Its name does not say what it is.")
            form.add_error("papers", _("%(name)s: %(why)s") % {"name": name, "why": why})
            continue
        draft_changes.add_attachment(shipment, upload, kind=kind, number="", by=request.user)
        attached.append(f"{ATTACHMENT_KINDS.require(kind).name} ({upload.paper.filename})")
    if attached:
        messages.success(request, _("Attached: %(names)s.") % {"names": listed(attached)})
    if form.errors:
        return _page(request, shipment, AttachmentForm(shipment=shipment), form)
    return redirect(SECTION.address(shipment))


def _page(
    request: PersonRequest, shipment: Shipment, form: AttachmentForm, many: ManyPapersForm
) -> HttpResponse:
    attachments = list(shipment.attachments.filter(removed_at=None))
    there = {attachment.kind for attachment in attachments}
    context = {
        "shipment": shipment,
        "section": SECTION,
        "form": form,
        "many": many,
        "attachments": attachments,
        "lacking": [kind for kind in PAPERS if kind not in there],
        "next_address": SECTION.next_address(shipment),
    }
    return render(request, "declare/attachments.html", context)


@require_POST
@for_roles(Role.EXPORTER)
def remove(request: PersonRequest, reference: str, pk: int) -> HttpResponse:
    """Take a paper out of the draft."""
    shipment = own_draft(request, reference)
    attachment = shipment.attachments.filter(pk=pk, removed_at=None).first()
    if attachment:
        draft_changes.remove_attachment(attachment, by=request.user)
        messages.success(request, _("%(name)s was removed.") % {"name": attachment.filename})
    return redirect(SECTION.address(shipment))


@require_safe
@for_everybody
def download(request: PersonRequest, reference: str, sha256: str) -> FileResponse:
    """The bytes of a paper for everyone who may see the shipment; each download is an event."""
    shipment = get_object_or_404(Shipment.objects.visible_to(request.user), reference=reference)
    attachment = shipment.attachments.filter(sha256=sha256).first()
    if attachment is None:
        raise Http404
    return hand_out(attachment, by=request.user)
