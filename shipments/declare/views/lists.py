"""The exporter's shipments: found by GET, in pages, and as a file."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from shipments.declare.forms.papers import ListFilterForm
from shipments.declare.list_file import csv_answer, workbook_answer
from shipments.declare.listing import listed, order_of, totals_of, with_consignee
from shipments.models import Shipment
from shipments.models.shipment import ShipmentQuerySet

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
    """One page of the shipments that fit the filters, with the totals of all of them. The pages
    hold MOST_ADDED_UP; behind the last of them it goes on `after` its last shipment."""
    form = ListFilterForm(request.GET)
    rows = _found(request, form)
    before = _named(request, request.GET.get("after", ""))
    if before:
        rows = rows.filter(order_of(form.cleaned_data).after(before))
    totals = totals_of(rows)
    paginator = Paginator(with_consignee(rows).only(*COLUMNS), PAGE)
    paginator.count = totals.count
    page = paginator.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    context = {
        "form": form,
        "page": page,
        "last_shown": page.object_list[-1] if page.object_list else None,
        "before": before,
        "totals": totals,
        "is_filtered": any(form.cleaned_data.values()),
        "creation_key": uuid4(),
    }
    return render(request, "declare/shipments.html", context)


@require_safe
@for_roles(Role.EXPORTER)
def download(request: PersonRequest) -> StreamingHttpResponse:
    """All the shipments that fit the filters, as CSV."""
    return csv_answer(_found(request, ListFilterForm(request.GET)))


@require_safe
@for_roles(Role.EXPORTER)
def download_workbook(request: PersonRequest) -> HttpResponse:
    """All the shipments that fit the filters, as XLSX."""
    return workbook_answer(_found(request, ListFilterForm(request.GET)))


def _named(request: PersonRequest, reference: str) -> Shipment | None:
    """The own shipment of that reference; what is none changes nothing."""
    own = Shipment.objects.visible_to(request.user)
    return own.filter(reference=reference).first() if reference else None


def _found(request: PersonRequest, form: ListFilterForm) -> ShipmentQuerySet:
    """A filter that cannot be read changes nothing; the page says so beside it."""
    form.is_valid()
    return listed(Shipment.objects.visible_to(request.user), form.cleaned_data)
