"""How each list stands, its versions and entries, its alarms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, POLICY_KEEPERS, for_roles
from compliance.law.list_sources import ListSource
from compliance.parties import upload_actions
from compliance.parties.alarms import clear_alarm
from compliance.parties.confirmations import agree_unchanged, open_confirmation, propose_unchanged
from compliance.parties.entry_history import editions_of
from compliance.parties.forms import ReasonForm
from compliance.parties.models import (
    ListAlarm,
    ListCode,
    ListedParty,
    ListUpload,
    ListVersion,
    UploadState,
)
from compliance.parties.overview import overview
from compliance.policy.versions import policy_on
from compliance.ui.asking_again import ask_again
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form

ROWS_A_PAGE = 50
OPEN_UPLOADS = (UploadState.READING, UploadState.WAITING, UploadState.APPROVED)


@require_safe
@for_roles(*CUSTOMS)
def lists(request: PersonRequest) -> HttpResponse:
    """Every list with the version in force."""
    today = clock.today()
    return render(request, "parties/lists.html", {"rows": overview(policy_on(today), today)})


@require_safe
@for_roles(*CUSTOMS)
def history(request: PersonRequest, list_code: str) -> HttpResponse:
    """One list: its versions, uploads and alarms, the newest first."""
    code = list_code_or_404(list_code)
    today = clock.today()
    rows = {row.code: row for row in overview(policy_on(today), today)}
    people = ListUpload.objects.filter(list_code=code).select_related("uploaded_by")
    alarms = ListAlarm.objects.filter(list_code=code, cleared_at__isnull=False)
    active = rows[code].version
    context = {
        "row": rows[code],
        "unchanged": open_confirmation(active) if active else None,
        "versions": _page(request, code),
        "waiting": people.filter(state__in=OPEN_UPLOADS),
        "cleared": alarms.select_related("cleared_by", "proposed_by")[:20],
        "form": ReasonForm(),
    }
    return render(request, "parties/list.html", context)


@require_safe
@for_roles(*CUSTOMS)
def version(request: PersonRequest, list_code: str, number: int) -> HttpResponse:
    """One version with its entries, 50 a page; `?q=` keeps those whose name contains it."""
    versions = ListVersion.objects.select_related("imported_by")
    found = get_object_or_404(versions, list_code=list_code_or_404(list_code), number=number)
    question = request.GET.get("q", "").strip()[:100]
    entries = found.entries.defer("names")
    if question:
        entries = entries.filter(Q(name_en__icontains=question) | Q(name_zh__contains=question))
    page = Paginator(entries, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"version": found, "page": page, "question": question, "today": clock.today()}
    return render(request, "parties/version.html", context)


@require_safe
@for_roles(*CUSTOMS)
def entry(request: PersonRequest, pk: int) -> HttpResponse:
    """One entry as published, what happened to it, and how it was in other versions."""
    found = get_object_or_404(ListedParty.objects.select_related("version"), pk=pk)
    list_code = found.version.list_code
    active = ListVersion.objects.filter(list_code=list_code, is_active=True).first()
    context = {
        "entry": found,
        "editions": editions_of(list_code, found.key),
        "active": active,
        "reviews": request.user.is_officer or request.user.is_auditor,
    }
    return render(request, "parties/entry.html", context)


@require_POST
@for_roles(*POLICY_KEEPERS)
def report_unchanged(request: PersonRequest, list_code: str) -> HttpResponse:
    """The publisher's list was looked at again and has not changed, says one person."""
    code = list_code_or_404(list_code)
    propose_unchanged(_in_force_or_404(code), by=request.user)
    messages.success(request, _("Noted: a second policy administrator has to agree."))
    return redirect("parties:list", code)


@require_POST
@for_roles(*POLICY_KEEPERS)
def confirm(request: PersonRequest, list_code: str) -> HttpResponse:
    """The second person agrees that the list has not changed."""
    code = list_code_or_404(list_code)
    agree_unchanged(_in_force_or_404(code), by=request.user)
    messages.success(request, _("Noted: the list is unchanged."))
    return redirect("parties:list", code)


@require_form
@for_roles(*POLICY_KEEPERS)
def clear(request: PersonRequest, pk: int) -> HttpResponse:
    """Clear the alarm of a bad file."""
    alarm, form = get_object_or_404(ListAlarm, pk=pk), ReasonForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        return ask_again(request, form, heading=_("Clear the alarm"), back=_list_of(alarm))
    clear_alarm(alarm, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("The alarm is cleared."))
    return redirect("parties:list", alarm.list_code)


@require_form
@for_roles(*POLICY_KEEPERS)
def propose(request: PersonRequest, pk: int) -> HttpResponse:
    """Propose to accept the smaller list."""
    alarm, form = get_object_or_404(ListAlarm, pk=pk), ReasonForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        heading = _("Propose to accept the smaller list")
        return ask_again(request, form, heading=heading, back=_list_of(alarm))
    upload_actions.propose_smaller(alarm, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Proposed: a second policy administrator has to agree."))
    return redirect("parties:list", alarm.list_code)


@require_POST
@for_roles(*POLICY_KEEPERS)
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the smaller list put in force, as the second person."""
    alarm = get_object_or_404(ListAlarm, pk=pk)
    upload = upload_actions.accept_smaller(alarm, by=request.user)
    return redirect("parties:preview", upload.pk)


def list_code_or_404(text: str) -> ListSource:
    """The list of that code."""
    if text not in ListCode.values:
        raise Http404
    return ListCode(text)


def _in_force_or_404(code: ListSource) -> ListVersion:
    return get_object_or_404(ListVersion, list_code=code, is_active=True)


def _list_of(alarm: ListAlarm) -> tuple[str, str]:
    return reverse("parties:list", args=[alarm.list_code]), alarm.get_list_code_display()


def _page(request: PersonRequest, code: ListSource) -> object:
    versions = ListVersion.objects.filter(list_code=code).select_related("imported_by", "upload")
    return Paginator(versions, ROWS_A_PAGE).get_page(request.GET.get("page"))
