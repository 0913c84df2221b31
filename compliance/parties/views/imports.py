"""Bringing a list in: upload, look at what changes, then put it in force or discard it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import POLICY_KEEPERS, for_roles
from compliance.law.list_sources import ListSource
from compliance.parties import upload_actions
from compliance.parties.entry_history import changes_shown
from compliance.parties.forms import UploadForm
from compliance.parties.importers import FORMATS, SourceFile
from compliance.parties.incoming_files import Import
from compliance.parties.models import ListUpload, ListVersion
from compliance.parties.views.lists import list_code_or_404
from compliance.ui.kept_posts import take_kept_post
from compliance.ui.methods import require_form


@require_form
@for_roles(*POLICY_KEEPERS)
def upload(request: PersonRequest, list_code: str) -> HttpResponse:
    """Choose files; nothing is in force before the next page."""
    code = list_code_or_404(list_code)
    base = ListVersion.objects.filter(list_code=code, is_active=True).first()
    typed = request.POST or take_kept_post(request)
    form = UploadForm(typed, request.FILES or None, base=base, usual=code.formats)
    if request.method == "POST" and form.is_valid():
        return redirect("parties:preview", _kept(form, code, request).pk)
    return render(request, "parties/upload.html", {"form": form, "code": code, "base": base})


@require_safe
@for_roles(*POLICY_KEEPERS)
@never_cache
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """How far reading is and, once read, what the upload would change."""
    people = ListUpload.objects.select_related("uploaded_by", "base", "version")
    found = get_object_or_404(people.prefetch_related("files", "alarms"), pk=pk)
    context = {
        "upload": found,
        "format": FORMATS[found.file_format].label,
        "changes": changes_shown(found.preview.get("changed", {})),
    }
    return render(request, "parties/preview.html", context)


@require_safe
@for_roles(*POLICY_KEEPERS)
@never_cache
def progress(request: PersonRequest, pk: int) -> HttpResponse:
    """How far reading is, for the page that polls; once there is news it loads itself anew."""
    found = get_object_or_404(ListUpload, pk=pk)
    answer = render(request, "parties/_progress.html", {"upload": found})
    if not found.is_moving:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@for_roles(*POLICY_KEEPERS)
def put_in_force(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the upload made the version in force."""
    upload_actions.approve(get_object_or_404(ListUpload, pk=pk), by=request.user)
    return redirect("parties:preview", pk)


@require_POST
@for_roles(*POLICY_KEEPERS)
def discard(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the upload up."""
    found = upload_actions.discard(get_object_or_404(ListUpload, pk=pk), by=request.user)
    messages.success(request, _("The upload is discarded; nothing has changed."))
    return redirect("parties:list", found.list_code)


def _kept(form: UploadForm, code: ListSource, request: PersonRequest) -> ListUpload:
    data = form.cleaned_data
    with TemporaryDirectory() as folder:
        files = []
        for place, each in enumerate(data["list_files"]):
            path = Path(folder) / str(place)
            with path.open("wb") as target:
                target.writelines(each.chunks())
            files.append(SourceFile(each.name, path))
        wanted = Import(code, data["file_format"], tuple(files), data["as_of"], data["source"])
        return upload_actions.keep_upload(wanted, by=request.user)
