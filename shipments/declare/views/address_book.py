"""The address book: parties and goods to copy from. End users live in enduse."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.ui.methods import require_form
from enduse.models import EndUser
from shipments.declare.entries import save_entry
from shipments.declare.forms.parties import SavedPartyForm
from shipments.declare.forms.saved_goods import SavedGoodsForm
from shipments.declare.views.pages import answer, removed_meanwhile, typed
from shipments.models import SavedGoods, SavedParty

KINDS: dict[str, tuple[Any, Any]] = {
    "parties": (SavedParty, SavedPartyForm),
    "goods": (SavedGoods, SavedGoodsForm),
}


@require_safe
@for_roles(Role.EXPORTER)
def show(request: PersonRequest) -> HttpResponse:
    """All entries."""
    context = {
        "parties": SavedParty.objects.visible_to(request.user),
        "goods": SavedGoods.objects.visible_to(request.user),
        "end_users": EndUser.objects.visible_to(request.user).filter(archived=False),
    }
    return render(request, "declare/address_book.html", context)


@require_form
@for_roles(Role.EXPORTER)
def add(request: PersonRequest, kind: str) -> HttpResponse:
    """A new entry."""
    model, _form = _kind(kind)
    return _edit(request, kind, model(exporter=request.user.exporter))


@require_form
@for_roles(Role.EXPORTER)
def edit(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Change an entry."""
    model, _form = _kind(kind)
    entry = model.objects.visible_to(request.user).filter(pk=pk).first()
    return _edit(request, kind, entry) if entry else _offer_again(request, kind)


@require_POST
@for_roles(Role.EXPORTER)
def remove(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Take an entry out; shipments keep their copies."""
    model, _form = _kind(kind)
    entry = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    entry.delete()
    messages.success(request, _("%(name)s was removed.") % {"name": entry})
    return redirect("declare:address_book")


def _edit(request: PersonRequest, kind: str, entry: Any) -> HttpResponse:
    _model, form_class = _kind(kind)
    form = form_class(typed(request), instance=entry)
    return answer(
        request,
        form,
        save=lambda: save_entry(form, entry.exporter),
        template="declare/address_book_entry.html",
        context={"kind": kind, "entry": entry},
        then=lambda _saved: reverse("declare:address_book"),
    )


def _offer_again(request: PersonRequest, kind: str) -> HttpResponse:
    """What was typed for an entry that another tab removed, ready to be added as a new one."""
    if request.method != "POST":
        raise Http404
    model, form_class = _kind(kind)
    entry = model(exporter=request.user.exporter)
    context = {"kind": kind, "entry": entry, "form": form_class(request.POST, instance=entry)}
    add_address = reverse("declare:add_entry", args=[kind])
    return removed_meanwhile(request, "declare/address_book_entry.html", context, add_address)


def _kind(kind: str) -> tuple[Any, Any]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]
