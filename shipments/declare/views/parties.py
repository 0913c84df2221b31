"""Parties of a draft: the list by role, one party a page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.ui.methods import require_form
from shipments.declare import draft_changes
from shipments.declare.forms.parties import (
    CopyPartyForm,
    PartyForm,
    keep_party,
    particulars_of,
)
from shipments.declare.sections import SECTIONS
from shipments.declare.views.pages import (
    answer,
    own_draft,
    removed_meanwhile,
    typed,
)
from shipments.models import PartyRole, Shipment, ShipmentParty

SECTION = SECTIONS["parties"]


@require_safe
@for_roles(Role.EXPORTER)
def show(request: PersonRequest, reference: str) -> HttpResponse:
    """Every role with its parties."""
    shipment = own_draft(request, reference)
    parties = list(shipment.parties.all())
    context = {
        "shipment": shipment,
        "section": SECTION,
        "roles": [_role(role, parties) for role in PartyRole],
        "consignee": next((each for each in parties if each.role == PartyRole.CONSIGNEE), None),
        "next_address": SECTION.next_address(shipment),
    }
    return render(request, "declare/parties.html", context)


@require_form
@for_roles(Role.EXPORTER)
def add(request: PersonRequest, reference: str, role: str) -> HttpResponse:
    """A new party in that role, perhaps copied from the address book."""
    if role not in PartyRole.values:
        raise Http404
    shipment = own_draft(request, reference)
    copy = CopyPartyForm(request.GET or None, shipment=shipment, role=role)
    party = ShipmentParty(shipment=shipment, role=role)
    initial = copy.picked() or _same_as(shipment, request.GET.get("same", ""))
    form = PartyForm(typed(request, shipment), instance=party, initial=initial)
    return answer(
        request,
        form,
        save=lambda: draft_changes.add_party(form, shipment, by=request.user),
        template="declare/party.html",
        context={"shipment": shipment, "section": SECTION, "party": party, "copy": copy},
        then=lambda saved: _kept(request, form, saved),
    )


@require_form
@for_roles(Role.EXPORTER)
def edit(request: PersonRequest, reference: str, pk: int) -> HttpResponse:
    """Change a party."""
    shipment = own_draft(request, reference)
    party = shipment.parties.select_related("shipment").filter(pk=pk).first()
    if party is None:
        return _offer_again(request, shipment)
    form = PartyForm(typed(request, shipment), instance=party)
    return answer(
        request,
        form,
        save=lambda: draft_changes.save_section(form, shipment, by=request.user, section="parties"),
        template="declare/party.html",
        context={"shipment": shipment, "section": SECTION, "party": party},
        then=lambda saved: _kept(request, form, saved),
    )


@require_POST
@for_roles(Role.EXPORTER)
def remove(request: PersonRequest, reference: str, pk: int) -> HttpResponse:
    """Take a party out."""
    shipment = own_draft(request, reference)
    party = shipment.parties.filter(pk=pk).first()
    if party:
        draft_changes.remove_party(party, by=request.user)
        messages.success(request, _("%(party)s was removed.") % {"party": party})
    return redirect(SECTION.address(shipment))


def _offer_again(request: PersonRequest, shipment: Shipment) -> HttpResponse:
    """What was typed for a party that another tab removed, ready to be added as a new one."""
    role = request.POST.get("role", "")
    if role not in PartyRole.values:
        raise Http404
    party = ShipmentParty(shipment=shipment, role=role)
    form = PartyForm(request.POST, instance=party)
    context = {"shipment": shipment, "section": SECTION, "party": party, "form": form}
    add_address = reverse("declare:add_party", args=[shipment.reference, role])
    return removed_meanwhile(request, "declare/party.html", context, add_address)


def _same_as(shipment: Shipment, role: str) -> dict[str, Any]:
    """The particulars of the shipment's first party in that role; empty when there is none."""
    other = shipment.parties.filter(role=role).first()
    return particulars_of(other) if other else {}


def _kept(request: PersonRequest, form: PartyForm, party: ShipmentParty) -> str:
    if form.cleaned_data.get("keep") and keep_party(party):
        messages.success(request, _("Saved to the address book."))
    return SECTION.address(party.shipment)


def _role(role: PartyRole, parties: list[ShipmentParty]) -> dict[str, Any]:
    own = [party for party in parties if party.role == role]
    return {
        "code": role.value,
        "label": role.label,
        "parties": own,
        "may_add": not own or role not in draft_changes.SINGLE_ROLES,
        "is_required": role in draft_changes.SINGLE_ROLES,
    }
