"""Pages of rehearsals: policy administrators start them, auditors read them too."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import POLICY_KEEPERS, REHEARSAL_READERS, for_roles
from compliance.ui.kept_posts import typed_in
from compliance.ui.keyset import Key, keyset_page
from compliance.ui.methods import require_form
from shipments.flows.reports.actions import ask
from shipments.flows.reports.content import as_shown, reading_language
from shipments.models import Change, RehearsalRun, ReportKind
from shipments.rehearsal import actions
from shipments.rehearsal.forms import CaseFilter, RehearsalForm
from shipments.rehearsal.levers import report_of
from shipments.rehearsal.results import DIMENSIONS, floor_of, labelled, progress, totals, unreadable

IN_ORDER = (Key("id"),)


@require_safe
@for_roles(*REHEARSAL_READERS)
def rehearsals(request: PersonRequest) -> HttpResponse:
    """All runs, the newest first."""
    runs = RehearsalRun.objects.select_related("started_by").defer("body")
    page = Paginator(runs, 30).get_page(request.GET.get("page"))
    return render(request, "rehearsal/rehearsals.html", {"page": page})


@require_form
@for_roles(*POLICY_KEEPERS)
def new(request: PersonRequest) -> HttpResponse:
    """Choose what to try and start."""
    typed = typed_in(request)
    form = RehearsalForm(typed, initial={"draft": request.GET.get("draft")})
    if request.method == "POST" and form.is_valid():
        run = actions.start(form.plan(), by=request.user)
        messages.success(request, _("The rehearsal has started."))
        return redirect("rehearsal:rehearsal", run.pk)
    return render(request, "rehearsal/new.html", {"form": form})


@require_safe
@for_roles(*REHEARSAL_READERS)
@never_cache
def rehearsal(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a run is and, once finished, what would change."""
    run = _run(pk)
    context = _progress(run)
    if run.is_finished:
        context |= {
            "totals": [(Change(key), cell) for key, cell in totals(run).items()],
            "tables": [(key, name, labelled(run, key)) for key, name in DIMENSIONS.items()],
            "changes": Change.choices,
            "unreadable": unreadable(run),
            "floor": floor_of(run),
        }
    return render(request, "rehearsal/rehearsal.html", context)


@require_safe
@for_roles(*REHEARSAL_READERS)
@never_cache
def progress_of(request: PersonRequest, pk: int) -> HttpResponse:
    """The bar alone, for the page that polls; a finished run reloads the page."""
    run = _run(pk)
    answer = render(request, "rehearsal/progress.html", _progress(run))
    if run.is_finished:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@for_roles(*REHEARSAL_READERS)
def cases(request: PersonRequest, pk: int) -> HttpResponse:
    """The shipments that would fare differently."""
    run = _run(pk)
    chosen = CaseFilter(request.GET)
    rows = run.cases.filter(**chosen.wanted(request.GET)).select_related("shipment__exporter")
    page = keyset_page(rows, IN_ORDER, request.GET.get("after", ""))
    context = {"run": run, "filter": chosen, "page": page}
    return render(request, "rehearsal/cases.html", context)


@require_form
@for_roles(*REHEARSAL_READERS)
@never_cache
def levers(request: PersonRequest, pk: int) -> HttpResponse:
    """What the flows would have been; by POST as a report with its papers."""
    run = _run(pk)
    if not run.is_finished:
        return redirect("rehearsal:rehearsal", run.pk)
    content = report_of(run)
    if request.method == "POST":
        report = ask(ReportKind.LEVERS, str(run.pk), content, by=request.user)
        messages.success(request, _("The report is being made."))
        return redirect("flows:report", report.pk)
    context = {"run": run, **as_shown(content, reading_language())}
    return render(request, "rehearsal/levers.html", context)


def _run(pk: int) -> RehearsalRun:
    runs = RehearsalRun.objects.select_related("started_by", "candidate")
    return get_object_or_404(runs, pk=pk)


def _progress(run: RehearsalRun) -> dict[str, Any]:
    done, rate = progress(run)
    return {"run": run, "done": done, "rate": round(rate)}
