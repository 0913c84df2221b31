"""Pages of the papers: list with live state, checked download, retry, public verification."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compliance.audit.log import record
from shipments.lifecycle import Conflict
from shipments.models import Document, DocumentState, Shipment
from shipments.paperwork import actions, files
from shipments.paperwork.listing import listing
from shipments.paperwork.verification import too_many_tries, verify


@require_safe
@never_cache
def documents_of(request: HttpRequest, reference: str) -> HttpResponse:
    """The papers of one shipment: the list alone for htmx, else a page around it."""
    shipment = get_object_or_404(Shipment.objects.visible_to(request.user), reference=reference)
    template = "_documents.html" if request.htmx else "of.html"
    return render(request, f"paperwork/{template}", listing(shipment, request.user))


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they were issued, or a page saying that they are not."""
    document = _visible(request, pk)
    if document.state != DocumentState.READY:
        raise Conflict(_("This paper is not ready yet."))
    try:
        content = files.load(document)
    except files.Corrupt as error:
        _note(request, document, "document_corrupt", fault=str(error))
        return render(request, "paperwork/corrupt.html", {"document": document}, status=409)
    _note(request, document, "document_downloaded")
    return _pdf(document, content)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a failed paper again."""
    document = _visible(request, pk)
    actions.retry(document, by=request.user)
    return redirect("paperwork:of", document.shipment.reference)


@login_not_required
@require_safe
@never_cache
def verify_paper(request: HttpRequest) -> HttpResponse:
    """Is this paper genuine? Open to anybody who holds one."""
    code = request.GET.get("code", "").strip()
    if not code:
        return render(request, "paperwork/verify.html")
    if too_many_tries(request.META.get("REMOTE_ADDR", "")):
        return render(request, "paperwork/verify.html", {"too_many": True}, status=429)
    return render(request, "paperwork/verify.html", {"code": code, "answer": verify(code)})


def _visible(request: HttpRequest, pk: int) -> Document:
    papers = Document.objects.visible_to(request.user).with_case()
    return get_object_or_404(papers, pk=pk)


def _pdf(document: Document, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    filename = f"{document.shipment.reference}-{document.kind}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _note(request: HttpRequest, document: Document, verb: str, **detail: str) -> None:
    with transaction.atomic():
        record(
            verb,
            by=request.user,
            subject=document.shipment.subject,
            document=document.number,
            kind=document.kind,
            sha256=document.sha256,
            **detail,
        )
