"""The register of end users: its list, what may be merged, and what officers enter."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, CUSTOMS, for_roles
from compliance.handing_out import KeptFile, Told, hand_out
from compliance.ui.asking_again import ask_again
from compliance.ui.forms import TypedForm
from compliance.ui.methods import require_form
from shipments.declare.views.pages import typed
from shipments.end_users.entering import enter_figure, judge
from shipments.end_users.entries import root_of
from shipments.end_users.forms import FigureForm, MergeForm, RegisterFilter, UserVerdictForm
from shipments.end_users.merging import DECISIONS
from shipments.models import MergeState, RegisteredUser, UserFigure, UserMerge

MOST_PROPOSED = 50
DECISION_NAMES = {
    "merge": gettext_lazy("Merge"),
    "reject": gettext_lazy("They are two"),
    "part": gettext_lazy("Part them again"),
}


@require_safe
@for_roles(*CUSTOMS)
def register(request: PersonRequest) -> HttpResponse:
    """Everybody in the register that fits, and which entries may be one."""
    chosen = RegisterFilter(request.GET)
    rows = chosen.narrow(RegisteredUser.objects.visible_to(request.user).own())
    waiting = UserMerge.objects.filter(state=MergeState.PROPOSED)
    context = {
        "filter": chosen,
        "page": Paginator(rows.order_by("name_en", "id"), 50).get_page(request.GET.get("page")),
        "merges": waiting.select_related("kept", "other")[:MOST_PROPOSED],
    }
    return render(request, "end_users/register.html", context)


@require_form
@for_roles(*CASE_OFFICERS)
def figure(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter a figure with its evidence."""
    user = get_object_or_404(RegisteredUser, pk=pk)
    form = FigureForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        enter_figure(user, by=request.user, **form.cleaned_data)
        messages.success(request, _("The figure is kept."))
        return redirect(page_of(user))
    return _form_page(request, user, form, _("Enter a figure"))


@require_safe
@for_roles(*CUSTOMS)
def figure_file(request: PersonRequest, pk: int) -> FileResponse:
    """The file behind a figure, once it is scanned; each download is an event."""
    row = get_object_or_404(UserFigure.objects.exclude(file="").select_related("user"), pk=pk)
    kept = KeptFile(row.file, row.file_name, row.file_type, row.file_sha256)
    told = Told(
        f"end_user:{row.user_id}",
        "download_figure_file",
        "figure_file_missing",
        {"name": row.user.key, "file": row.file_name, "sha256": row.file_sha256},
    )
    return hand_out(kept, told, by=request.user)


@require_form
@for_roles(*CASE_OFFICERS)
def verdict(request: PersonRequest, pk: int) -> HttpResponse:
    """Judge the end user."""
    user = get_object_or_404(RegisteredUser, pk=pk)
    form = UserVerdictForm(typed(request))
    if request.method == "POST" and form.is_valid():
        judge(user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your verdict is kept."))
        return redirect(page_of(user))
    return _form_page(request, user, form, _("Judge"))


@require_form
@for_roles(*CASE_OFFICERS)
def decide(request: PersonRequest, pk: int, decision: str) -> HttpResponse:
    """Merge two entries, keep them apart, or part what was merged."""
    if decision not in DECISIONS:
        raise Http404
    pair = get_object_or_404(UserMerge, pk=pk)
    form = MergeForm(typed(request))
    if request.method != "POST" or not form.is_valid():
        back = (page_of(pair.kept), pair.kept)
        return ask_again(request, form, heading=DECISION_NAMES[decision], back=back)
    DECISIONS[decision](pair, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Your decision is kept."))
    return redirect(page_of(pair.kept))


def page_of(user: RegisteredUser) -> str:
    """The end user's page, where the whole story stands."""
    return f"{reverse('end_users:end_user')}?{urlencode({'end_user': root_of(user).key})}"


def _form_page(
    request: PersonRequest, user: RegisteredUser, form: TypedForm, heading: str
) -> HttpResponse:
    context = {"end_user": user, "form": form, "heading": heading, "back": page_of(user)}
    return render(request, "end_users/enter.html", context)
