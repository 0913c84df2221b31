"""The exporter's shipments, newest first, with filters by GET and pages by key."""

from typing import Any
from uuid import uuid4

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from shipments.declare.forms.papers import ListFilterForm
from shipments.models import PartyRole, Shipment, ShipmentParty
from shipments.models.shipment import ShipmentQuerySet
from shipments.moves import RETURNED, Status

PAGE = 25
COLUMNS = (
    "reference",
    "status",
    "consignee_name",
    "net_weight_kg",
    "submitted_at",
    "created_at",
    "revision_no",
    "contract_no",
    "destination_country",
)


@require_safe
@for_roles(Role.EXPORTER)
def shipments(request: PersonRequest) -> HttpResponse:
    """One page of shipments; `before` is the key of the last row of the page before."""
    form = ListFilterForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    rows = _filtered(Shipment.objects.visible_to(request.user), filters)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    page = list(with_consignee(rows).order_by("-pk").only(*COLUMNS)[: PAGE + 1])
    context = {
        "form": form,
        "shipments": page[:PAGE],
        "next_key": page[PAGE - 1].pk if len(page) > PAGE else None,
        "is_filtered": any(filters.values()) or bool(before),
        "creation_key": uuid4(),
    }
    return render(request, "declare/shipments.html", context)


def with_consignee(rows: ShipmentQuerySet) -> ShipmentQuerySet:
    """`consignee` on every row: from the last revision, or from the draft's own party."""
    party = ShipmentParty.objects.filter(shipment=OuterRef("pk"), role=PartyRole.CONSIGNEE)
    submitted = NullIf("consignee_name", Value(""))
    return rows.annotate(consignee=Coalesce(submitted, Subquery(party.values("name_en")[:1])))


def _filtered(rows: ShipmentQuerySet, filters: dict[str, Any]) -> ShipmentQuerySet:
    rows = rows.filter(_standing(filters.get("status", "")))
    text = filters.get("q", "").strip()
    return rows.filter(_matches(text)) if text else rows


def _standing(shown: str) -> Q:
    """The rows that lists call so; a returned draft is no plain one."""
    if shown in (RETURNED, Status.DRAFT):
        return (
            Q(status=Status.DRAFT, revision_no__gt=0)
            if shown == RETURNED
            else Q(status=Status.DRAFT, revision_no=0)
        )
    return Q(status=shown) if shown else Q()


def _matches(text: str) -> Q | Exists:
    """A draft's consignee stands on its party row; submit copies it to the shipment."""
    consignees = ShipmentParty.objects.filter(shipment=OuterRef("pk"), role=PartyRole.CONSIGNEE)
    named = Q(name_en__icontains=text) | Q(name_zh__icontains=text)
    return (
        Q(reference__icontains=text)
        | Q(contract_no__icontains=text)
        | Q(declaration_no__startswith=text)
        | Q(consignee_name__icontains=text)
        | Q(Exists(consignees.filter(named)))
    )
