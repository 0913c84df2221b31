"""Pages of the papers: list with live state, checked download, retry, public verification."""

from cryptography.hazmat.primitives.serialization import Encoding
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_READERS, for_everybody, for_roles
from shipments.models import Document, Shipment
from shipments.moves import Status
from shipments.paperwork import actions, drafts, files, on_request
from shipments.paperwork.delivery import deliver, deliver_evidence
from shipments.paperwork.evidence_form import MOST_CASES, EvidenceForm
from shipments.paperwork.listing import listing
from shipments.paperwork.signing import place
from shipments.paperwork.verification import too_many_tries, verify


@require_safe
@never_cache
@for_everybody
def documents_of(request: PersonRequest, reference: str) -> HttpResponse:
    """The papers of one shipment: the list alone for htmx, else a page around it."""
    shipment = get_object_or_404(Shipment.objects.visible_to(request.user), reference=reference)
    template = "_documents.html" if request.htmx else "of.html"
    return render(request, f"paperwork/{template}", listing(shipment, request.user))


@require_POST
@for_everybody
def ask(request: PersonRequest, reference: str) -> HttpResponse:
    """Ask for a paper; of a draft it is a print that is fetched from its own address."""
    shipment = get_object_or_404(Shipment.objects.visible_to(request.user), reference=reference)
    kind = request.POST.get("kind", "")
    if shipment.status == Status.DRAFT:
        token = on_request.print_from_draft(shipment, kind, by=request.user)
        return redirect("paperwork:draft", reference, token)
    on_request.ask_for(shipment, kind, by=request.user)
    return redirect("paperwork:of", reference)


@require_safe
@never_cache
@for_everybody
def draft(request: PersonRequest, reference: str, token: str) -> HttpResponse:
    """The print of a draft; a page to come back from while it is being made."""
    shipment = get_object_or_404(Shipment.objects.visible_to(request.user), reference=reference)
    if content := drafts.printed(shipment.pk, token):
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{reference}-draft.pdf"'
        return response
    context = {"shipment": shipment, "token": token, "failed": content is not None}
    return render(request, "paperwork/draft.html", context)


@require_safe
@for_everybody
def download(request: PersonRequest, pk: int) -> HttpResponse:
    """The bytes as they were issued, or a page saying that they are not."""
    document = _visible(request, pk)
    try:
        return deliver(document, by=request.user)
    except files.Corrupt:
        return render(request, "paperwork/corrupt.html", {"document": document}, status=409)


@require_safe
@for_roles(*CASE_READERS)
def evidence(request: PersonRequest, reference: str) -> HttpResponseBase:
    """The evidence pack, for officers and auditors; each download is an event."""
    rows = Shipment.objects.visible_to(request.user).select_related("exporter")
    return deliver_evidence(request, [get_object_or_404(rows, reference=reference)])


@require_safe
@for_roles(*CASE_READERS)
def choose_evidence(request: PersonRequest) -> HttpResponseBase:
    """Which cases a pack is to hold, by GET; with `pack` the pack itself."""
    form = EvidenceForm(request.GET or None)
    cases = form.cases(request.user) if form.is_valid() else []
    if "pack" in request.GET and cases and len(cases) <= MOST_CASES:
        return deliver_evidence(request, cases, asked=form.asked)
    context = {"form": form, "cases": cases, "most": MOST_CASES, "asked": form.asked}
    return render(request, "paperwork/choose_evidence.html", context)


@require_POST
@for_everybody
def retry(request: PersonRequest, pk: int) -> HttpResponse:
    """Queue a failed paper again."""
    document = _visible(request, pk)
    actions.retry(document, by=request.user)
    return redirect("paperwork:of", document.shipment.reference)


@login_not_required
@require_safe
@never_cache
def verify_paper(request: HttpRequest) -> HttpResponse:
    """Is this paper genuine? Open to anybody who holds one, by its code or its file's SHA-256."""
    asked = {name: request.GET.get(name, "").strip() for name in ("code", "sha256", "reference")}
    if not (asked["code"] or asked["sha256"]):
        return render(request, "paperwork/verify.html", asked)
    if too_many_tries(request.META.get("REMOTE_ADDR", "")):
        return render(request, "paperwork/verify.html", {"too_many": True}, status=429)
    return render(request, "paperwork/verify.html", {**asked, "answer": verify(**asked)})


@login_not_required
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """The certificates of all keys that ever signed papers here, and of the authority, as PEM."""
    content = b"".join(each.public_bytes(Encoding.PEM) for each in place.certificates())
    return HttpResponse(content, content_type="application/x-pem-file")


def _visible(request: PersonRequest, pk: int) -> Document:
    papers = Document.objects.visible_to(request.user).with_case()
    return get_object_or_404(papers, pk=pk)
