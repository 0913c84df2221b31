"""Pages of reports: those that were made, asking for one, and its papers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import FLOW_READERS, for_roles
from compliance.law.canonical import from_plain
from compliance.ui.downloads import XLSX, file_answer
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form
from shipments.flows.reports.actions import ask, hand_over
from shipments.flows.reports.content import LANGUAGES, Content, as_shown, reading_language
from shipments.flows.reports.forms import ReportForm
from shipments.flows.reports.ministry import ministry_report
from shipments.models import Report

KINDS = {"pdf": "application/pdf", "xlsx": XLSX}


@require_form
@for_roles(*FLOW_READERS, and_heads=True)
@never_cache
def reports(request: PersonRequest) -> HttpResponse:
    """All reports, the newest first, and a form for another."""
    form = ReportForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        kind, subject = form.cleaned_data["kind"], form.cleaned_data["subject"]
        report = ask(kind, subject, ministry_report(kind, subject), by=request.user)
        messages.success(request, _("The report is being made."))
        return redirect("flows:report", report.pk)
    rows = Report.objects.visible_to(request.user).select_related("asked_by")
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [(row, _titled(row)) for row in page]}
    return render(request, "flows/reports.html", context)


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
@never_cache
def report(request: PersonRequest, pk: int) -> HttpResponse:
    """One report as a page, with its papers."""
    row = _report(request, pk)
    context = {
        "report": row,
        "files": [(file, each) for each in LANGUAGES for file in KINDS],
        **as_shown(from_plain(row.content, Content), reading_language()),
    }
    return render(request, "flows/report.html", context)


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
@never_cache
def report_file(request: PersonRequest, pk: int, language: str, file: str) -> HttpResponse:
    """A paper of the report."""
    row = _report(request, pk)
    if language not in LANGUAGES or file not in KINDS:
        raise Http404
    content = hand_over(row, file, language, by=request.user)
    response = file_answer(content, KINDS[file], f"{row.number}-{language}.{file}")
    patch_cache_control(response, private=True, no_store=True)
    return response


def _report(request: PersonRequest, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.user), pk=pk)


def _titled(row: Report) -> str:
    return str(row.title[reading_language()])
