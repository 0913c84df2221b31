"""The exporter's pages of tables: the template, a file's progress and its bad rows."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.table_files import csv_bytes, xlsx_bytes
from compliance.ui.downloads import CSV, XLSX, file_answer, streamed_file
from compliance.ui.methods import require_form
from shipments.bulk import actions, results
from shipments.bulk.forms import TableForm
from shipments.models import BulkFile
from shipments.models.exchange import UNFINISHED

PAGE = 50


@require_form
@for_roles(Role.EXPORTER)
def files(request: PersonRequest) -> HttpResponse:
    """The exporter's tables; bring one in."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        file = actions.bring_in(upload.read(), by=request.user, filename=upload.name)
        return redirect("bulk:file", file.pk)
    page = Paginator(_own(request), PAGE).get_page(request.GET.get("page"))
    status = 422 if form.is_bound else 200
    return render(request, "bulk/files.html", {"form": form, "page": page}, status=status)


@require_safe
@for_roles(Role.EXPORTER)
def template(_request: PersonRequest, kind: str) -> HttpResponseBase:
    """The headings, to fill in below."""
    return _download(results.template(), "declarations", kind)


@require_safe
@for_roles(Role.EXPORTER)
@never_cache
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a file is, and its rows."""
    file = get_object_or_404(_own(request), pk=pk)
    rows = file.declared_rows.select_related("shipment").filter(is_checked=True)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "bulk/file.html", {**_progress(file), "page": page})


@require_safe
@for_roles(Role.EXPORTER)
@never_cache
def progress(request: PersonRequest, pk: int) -> HttpResponse:
    """The bar alone, for the page that polls; a finished file reloads the page."""
    file = get_object_or_404(_own(request), pk=pk)
    answer = render(request, "bulk/progress.html", _progress(file))
    if file.state not in UNFINISHED:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@for_roles(Role.EXPORTER)
def bad(request: PersonRequest, pk: int, kind: str) -> HttpResponseBase:
    """The rows that became no draft, with the reason in each cell."""
    file = get_object_or_404(_own(request), pk=pk)
    return _download(results.bad_rows(file), f"bad-rows-{pk}", kind)


@require_POST
@for_roles(Role.EXPORTER)
def submit(request: PersonRequest, pk: int) -> HttpResponse:
    """Submit every complete draft of the file."""
    actions.submit_all(get_object_or_404(_own(request), pk=pk), by=request.user)
    messages.success(request, _("The complete drafts are being submitted."))
    return redirect("bulk:file", pk)


def _own(request: PersonRequest) -> Any:
    """The role guard lets only people of an exporter in."""
    return BulkFile.objects.filter(exporter=request.user.exporter)


def _progress(file: BulkFile) -> dict[str, Any]:
    return {"file": file, "is_working": file.state in UNFINISHED}


def _download(rows: Iterator[list[str]], name: str, kind: str) -> HttpResponseBase:
    if kind == "csv":
        return streamed_file(csv_bytes(rows), CSV, f"{name}.csv")
    if kind == "xlsx":
        return file_answer(xlsx_bytes(rows), XLSX, f"{name}.xlsx")
    raise Http404
