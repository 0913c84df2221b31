"""A shipment's page, new drafts, and the sections that are plain forms."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.ui.methods import require_form
from shipments.access import may
from shipments.declare import actions
from shipments.declare.copying import key_of_copy, last_of
from shipments.declare.covering import covering
from shipments.declare.draft_changes import delete_draft, save_section
from shipments.declare.finding_links import linked
from shipments.declare.forms.header import HEADER_FORMS
from shipments.declare.forms.statements import OwnSearchForm, StatementChoiceForm
from shipments.declare.law_advice import suggested_remark
from shipments.declare.readiness import Draft, draft_of, problems_of, section_states
from shipments.declare.sections import SECTIONS
from shipments.declare.statements import prefill_of
from shipments.declare.status import status_page
from shipments.declare.views.pages import (
    answer,
    own_draft,
    own_shipment,
    shipment_address,
    typed,
)
from shipments.models import Shipment
from shipments.moves import Status


@require_POST
@for_roles(Role.EXPORTER)
def new(request: PersonRequest) -> HttpResponse:
    """Start a declaration; pressing twice starts one."""
    shipment = actions.create_draft(by=request.user, creation_key=_creation_key(request))
    if last_of(request.user):
        messages.info(
            request, _("Offices, transport and terms are those of your last declaration.")
        )
    return redirect(shipment_address(shipment))


@require_POST
@for_roles(Role.EXPORTER)
def copy(request: PersonRequest, reference: str) -> HttpResponse:
    """Start a declaration from an earlier one; pressing twice starts one."""
    source = own_shipment(request, reference)
    key = _creation_key(request, source)
    draft = actions.copy_draft(source, by=request.user, creation_key=key)
    sentence = _("This is a copy of %(reference)s, without its dates, transport and papers.")
    messages.success(request, sentence % {"reference": source.reference})
    return redirect(shipment_address(draft))


@require_POST
@for_roles(Role.EXPORTER)
def delete(request: PersonRequest, reference: str) -> HttpResponse:
    """Delete a draft that was never submitted."""
    delete_draft(own_shipment(request, reference), by=request.user)
    messages.success(request, _("Draft %(reference)s is deleted.") % {"reference": reference})
    return redirect("declare:shipments")


@require_safe
@for_roles(Role.EXPORTER)
def show(request: PersonRequest, reference: str) -> HttpResponse:
    """The task list of a draft, the status page of everything else. An open page that asks whether
    something has changed since the version it shows gets nothing (204) while nothing has."""
    shipment = own_shipment(request, reference)
    if "HX-Request" in request.headers and request.GET.get("seen") == str(shipment.version):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if shipment.status == Status.DRAFT:
        return _task_list(request, shipment)
    context = {
        "shipment": shipment,
        "creation_key": uuid4(),
        **status_page(shipment, request.user),
    }
    return render(request, "declare/status.html", context)


@require_form
@for_roles(Role.EXPORTER)
def section(request: PersonRequest, reference: str, name: str) -> HttpResponse:
    """A section over the shipment's own columns."""
    if name not in HEADER_FORMS:
        raise Http404
    shipment, section = own_draft(request, reference), SECTIONS[name]
    form = HEADER_FORMS[name](typed(request, shipment), instance=shipment)
    remark = suggested_remark(shipment) if name == "packing" else ""
    return answer(
        request,
        form,
        save=lambda: save_section(form, shipment, by=request.user, section=name),
        template=form.template,
        context={"shipment": shipment, "section": section, "remark": remark},
        then=lambda _saved: section.next_address(shipment),
    )


@require_form
@for_roles(Role.EXPORTER)
def end_use(request: PersonRequest, reference: str) -> HttpResponse:
    """Which end-use statement backs the shipment."""
    shipment, section = own_draft(request, reference), SECTIONS["end-use"]
    lines = list(shipment.lines.all())
    covered = covering(shipment, lines)
    just_made = {"statement": request.GET["statement"]} if "statement" in request.GET else None
    search = OwnSearchForm(request.GET or None)
    form = StatementChoiceForm(
        typed(request, shipment),
        instance=shipment,
        initial=just_made,
        found=search.fitting(shipment),
    )
    return answer(
        request,
        form,
        save=lambda: save_section(form, shipment, by=request.user, section=section.name),
        template="declare/end_use.html",
        context={
            "shipment": shipment,
            "section": section,
            "search": search,
            "prefill": prefill_of(shipment),
            "lines": [(line, covered.statement_of(line)) for line in lines],
        },
        then=lambda _saved: section.next_address(shipment),
    )


def _task_list(request: PersonRequest, shipment: Shipment) -> HttpResponse:
    draft = draft_of(shipment)
    problems = problems_of(draft)
    states = section_states(draft, problems)
    context = {
        "shipment": shipment,
        "creation_key": uuid4(),
        "tasks": [
            (section, section.address(shipment), states[name]) for name, section in SECTIONS.items()
        ],
        "unfinished": sum(state != "complete" for state in states.values()),
        "may_withdraw": may(request.user, "withdraw", shipment).allowed,
        "returned": _returned(request, draft) if shipment.revision_no else None,
    }
    return render(request, "declare/tasks.html", context)


def _returned(request: PersonRequest, draft: Draft) -> dict[str, Any]:
    """What customs said when it gave the declaration back, each finding with its place."""
    told = status_page(draft.shipment, request.user)
    return {**told, "advice": linked(told["advice"], draft)}


def _creation_key(request: PersonRequest, source: Shipment | None = None) -> UUID:
    """The page's key, unless its draft is in use: the page was then reached by going back."""
    try:
        key = UUID(request.POST.get("creation_key", ""))
    except ValueError:
        return uuid4()
    stored = key_of_copy(source, key) if source else key
    is_in_use = Shipment.objects.filter(creation_key=stored, version__gt=0).exists()
    return uuid4() if is_in_use else key
