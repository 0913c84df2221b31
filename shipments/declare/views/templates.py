"""What a declaration can start from; templates: kept under a name, renamed, removed."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.ui.methods import require_form
from shipments.declare.entries import save_entry
from shipments.declare.forms.templates import StartSearchForm, TemplateForm
from shipments.declare.listing import listed, with_consignee
from shipments.declare.views.lists import COLUMNS
from shipments.declare.views.pages import answer, own_shipment, typed
from shipments.models import DeclarationTemplate, Shipment

MOST_FOUND = 20


@require_safe
@for_roles(Role.EXPORTER)
def start(request: PersonRequest) -> HttpResponse:
    """A blank draft, a template, an earlier declaration of any status, a file."""
    form = StartSearchForm(request.GET)
    form.is_valid()
    rows = listed(Shipment.objects.visible_to(request.user), form.cleaned_data)
    own = DeclarationTemplate.objects.visible_to(request.user).select_related("shipment")
    context = {
        "form": form,
        "templates": own,
        "found": with_consignee(rows).only(*COLUMNS)[:MOST_FOUND],
        "creation_key": uuid4(),
    }
    return render(request, "declare/start.html", context)


@require_form
@for_roles(Role.EXPORTER)
def keep(request: PersonRequest, reference: str) -> HttpResponse:
    """Keep a declaration as a template, whatever its status."""
    shipment = own_shipment(request, reference)
    return _edit(request, DeclarationTemplate(exporter=shipment.exporter, shipment=shipment))


@require_form
@for_roles(Role.EXPORTER)
def rename(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a template another name."""
    return _edit(request, _own_template(request, pk))


@require_POST
@for_roles(Role.EXPORTER)
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Forget the name; the declaration stays."""
    template = _own_template(request, pk)
    template.delete()
    messages.success(request, _("%(name)s was removed.") % {"name": template})
    return redirect("declare:start")


def _own_template(request: PersonRequest, pk: int) -> Any:
    rows = DeclarationTemplate.objects.visible_to(request.user).select_related("shipment")
    return get_object_or_404(rows, pk=pk)


def _edit(request: PersonRequest, template: DeclarationTemplate) -> HttpResponse:
    form = TemplateForm(typed(request), instance=template)
    return answer(
        request,
        form,
        save=lambda: save_entry(form, template.exporter),
        template="declare/template.html",
        context={"entry": template, "shipment": template.shipment},
        then=lambda _saved: reverse("declare:start"),
    )
