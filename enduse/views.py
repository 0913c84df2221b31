"""The exporter's end users, their sites and their end-use statements."""

from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_everybody, for_roles
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form
from compliance.ui.row_forms import ChangedMeanwhile, EditForm
from compliance.ui.shown_forms import tell_of_merged
from enduse import actions, ledger
from enduse.forms import EndUserForm, SiteForm, StatementForm, StatementSearchForm
from enduse.models import EndUser, EndUseStatement, Site

PAGE = 25
LONGEST_KEY = 19
PREFILLED = (
    "end_user",
    "importer_name",
    "importer_address",
    "contract_no",
    "contract_date",
    "goods_zh",
    "goods_en",
    "hs_code",
    "control_code",
    "quantity_kg",
    "value",
    "currency",
)
NOT_COPIED = (
    "id",
    "exporter",
    "number",
    "scan",
    "scan_sha256",
    "scan_name",
    "scan_size",
    "signed_on",
    "valid_until",
)


@require_safe
@for_roles(Role.EXPORTER)
def statements(request: PersonRequest) -> HttpResponse:
    """Statements, newest first, a page at a time, with what is left; end users below."""
    search = StatementSearchForm(request.GET or None)
    rows = search.found(EndUseStatement.objects.visible_to(request.user))
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < LONGEST_KEY:
        rows = rows.filter(pk__lt=int(before))
    page = list(rows.select_related("end_user").order_by("-pk")[: PAGE + 1])
    used = ledger.in_use_kg([row.pk for row in page])
    context = {
        "search": search,
        "statements": [(row, row.quantity_kg - used.get(row.pk, 0)) for row in page[:PAGE]],
        "next_key": page[PAGE - 1].pk if len(page) > PAGE else None,
        "end_users": EndUser.objects.visible_to(request.user).filter(archived=False),
    }
    return render(request, "enduse/statements.html", context)


@require_form
@for_roles(Role.EXPORTER)
def add_statement(request: PersonRequest) -> HttpResponse:
    """A new statement, perhaps a copy of another."""
    statement = EndUseStatement(exporter=request.user.exporter)
    form = StatementForm(
        typed_in(request),
        request.FILES or None,
        instance=statement,
        initial=_copied(request) or _prefilled(request),
    )
    return _answer(request, form, "enduse/statement.html", {"statement": statement})


@require_form
@for_roles(Role.EXPORTER)
def statement(request: PersonRequest, pk: int) -> HttpResponse:
    """One statement: to change while it backs drafts only, afterwards to read."""
    row = _own(request, EndUseStatement.objects.select_related("end_user", "site"), pk)
    form = StatementForm(typed_in(request), request.FILES or None, instance=row)
    uses = ledger.uses_of(row)
    context = {"statement": row, "is_open": actions.is_open(row), "uses": uses}
    context["left_kg"] = row.quantity_kg - ledger.in_use_kg([row.pk]).get(row.pk, 0)
    context["is_cut"] = len(uses) == ledger.LAST_USES
    return _answer(request, form, "enduse/statement.html", context)


@require_safe
@for_everybody
def scan(request: PersonRequest, pk: int) -> FileResponse:
    """The signed scan; each download is an event."""
    row = get_object_or_404(EndUseStatement.objects.visible_to(request.user), pk=pk)
    if not row.scan:
        raise Http404
    return actions.hand_out_scan(row, by=request.user)


@require_form
@for_roles(Role.EXPORTER)
def add_end_user(request: PersonRequest) -> HttpResponse:
    """A new end user."""
    end_user = EndUser(exporter=request.user.exporter)
    form = EndUserForm(typed_in(request), instance=end_user)
    return _answer(request, form, "enduse/end_user.html", {"end_user": end_user})


@require_form
@for_roles(Role.EXPORTER)
def end_user(request: PersonRequest, pk: int) -> HttpResponse:
    """Change an end user; its sites stand below."""
    row = _own(request, EndUser.objects.all(), pk)
    form = EndUserForm(typed_in(request), instance=row)
    context = {"end_user": row, "sites": row.sites.all()}
    return _answer(request, form, "enduse/end_user.html", context)


@require_POST
@for_roles(Role.EXPORTER)
def archive_end_user(request: PersonRequest, pk: int) -> HttpResponse:
    """Offer an end user no longer."""
    row = _own(request, EndUser.objects.all(), pk)
    actions.archive(row, by=request.user)
    messages.success(request, _("%(name)s is no longer offered.") % {"name": row})
    return redirect("enduse:statements")


@require_form
@for_roles(Role.EXPORTER)
def add_site(request: PersonRequest, pk: int) -> HttpResponse:
    """A new site of an end user."""
    row = _own(request, EndUser.objects.all(), pk)
    site = Site(end_user=row, country=row.country)
    form = SiteForm(typed_in(request), instance=site)
    return _answer(request, form, "enduse/site.html", {"end_user": row, "site": site})


@require_form
@for_roles(Role.EXPORTER)
def site(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a site."""
    own = EndUser.objects.visible_to(request.user)
    row = get_object_or_404(Site.objects.filter(end_user__in=own).select_related("end_user"), pk=pk)
    form = SiteForm(typed_in(request), instance=row)
    return _answer(request, form, "enduse/site.html", {"end_user": row.end_user, "site": row})


def _answer(
    request: PersonRequest, form: EditForm, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Show the form, or save it and go on; 409 with both versions when another tab was first."""
    context = {**context, "form": form, "next_address": _next(request)}
    if request.method != "POST" or not form.is_valid():
        made = form.made_before()
        return redirect(_after(request, made)) if made else render(request, template, context)
    try:
        saved = actions.save(form, by=request.user)
    except ChangedMeanwhile as change:
        form.ask_for_files_again()
        return render(request, template, {**context, "change": change}, status=409)
    messages.success(request, _("Saved."))
    tell_of_merged(request, form)
    return redirect(_after(request, saved))


def _after(request: PersonRequest, saved: Any) -> str:
    """Back where the person came from, else to the row's own page."""
    back = _next(request)
    if back and isinstance(saved, EndUseStatement):
        return f"{back}?statement={saved.pk}"
    if isinstance(saved, EndUseStatement):
        return reverse("enduse:statements")
    end_user = saved.end_user if isinstance(saved, Site) else saved
    return back or reverse("enduse:end_user", args=[end_user.pk])


def _next(request: PersonRequest) -> str:
    """The page of this site to return to, or nothing."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and address.startswith("/") else ""


def _copied(request: PersonRequest) -> dict[str, Any]:
    """Values of the statement named by ?copy=, without what must be new."""
    pk = request.GET.get("copy", "")
    if not (pk.isdecimal() and len(pk) < LONGEST_KEY):
        return {}
    source = EndUseStatement.objects.visible_to(request.user).filter(pk=int(pk)).first()
    return model_to_dict(source, exclude=NOT_COPIED) if source else {}


def _prefilled(request: PersonRequest) -> dict[str, str]:
    """What the page that leads here knows already of the statement."""
    return {name: request.GET[name] for name in PREFILLED if request.GET.get(name)}


def _own(request: PersonRequest, rows: Any, pk: int) -> Any:
    return get_object_or_404(rows.filter(exporter_id=request.user.exporter_id), pk=pk)
