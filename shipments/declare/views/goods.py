"""Goods lines of a draft: the list, one line a page, its declaration elements on a second."""

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
from shipments.declare.forms.elements import ElementsForm
from shipments.declare.forms.goods import CopyGoodsForm, GoodsLineForm, keep_goods
from shipments.declare.law_advice import classifications
from shipments.declare.sections import SECTIONS
from shipments.declare.views.pages import (
    answer,
    own_draft,
    removed_meanwhile,
    typed,
)
from shipments.models import GoodsLine, Shipment

SECTION = SECTIONS["goods"]


@require_safe
@for_roles(Role.EXPORTER)
def show(request: PersonRequest, reference: str) -> HttpResponse:
    """All lines with their totals."""
    shipment = own_draft(request, reference)
    lines = list(shipment.lines.all())
    context = {
        "shipment": shipment,
        "section": SECTION,
        "lines": lines,
        "net_kg": sum(line.net_weight_kg for line in lines),
        "gross_kg": sum(line.gross_weight_kg for line in lines),
        "next_address": SECTION.next_address(shipment),
    }
    return render(request, "declare/goods.html", context)


@require_form
@for_roles(Role.EXPORTER)
def add(request: PersonRequest, reference: str) -> HttpResponse:
    """A new line, perhaps copied from the exporter's goods."""
    shipment = own_draft(request, reference)
    copy = CopyGoodsForm(request.GET or None, shipment=shipment)
    line = _new_line(shipment)
    picked = copy.picked()
    line.specification = picked.get("specification", "")
    form = GoodsLineForm(typed(request, shipment), instance=line, initial=picked, shipment=shipment)
    return answer(
        request,
        form,
        save=lambda: draft_changes.add_line(form, shipment, by=request.user),
        template="declare/line.html",
        context={"shipment": shipment, "section": SECTION, "line": line, "copy": copy},
        then=lambda saved: _kept(request, form, saved),
    )


@require_form
@for_roles(Role.EXPORTER)
def edit(request: PersonRequest, reference: str, pk: int) -> HttpResponse:
    """Change a line. Beside it stands what the law makes of the stored one."""
    shipment = own_draft(request, reference)
    line = shipment.lines.select_related("shipment").filter(pk=pk).first()
    if line is None:
        return _offer_again(request, shipment)
    advice = classifications(shipment).get(line.number)
    form = GoodsLineForm(typed(request, shipment), instance=line, shipment=shipment)
    return answer(
        request,
        form,
        save=lambda: draft_changes.save_section(form, shipment, by=request.user, section="goods"),
        template="declare/line.html",
        context={"shipment": shipment, "section": SECTION, "line": line, "advice": advice},
        then=lambda saved: _kept(request, form, saved),
    )


@require_form
@for_roles(Role.EXPORTER)
def elements(request: PersonRequest, reference: str, pk: int) -> HttpResponse:
    """The declaration elements of a line."""
    shipment = own_draft(request, reference)
    line = shipment.lines.select_related("shipment").filter(pk=pk).first()
    if line is None and request.method == "POST":
        messages.warning(request, _("This line was removed meanwhile, perhaps in another tab."))
        return redirect(SECTION.address(shipment))
    if line is None:
        raise Http404
    advice = classifications(shipment).get(line.number)
    form = ElementsForm(typed(request, shipment), instance=line)
    return answer(
        request,
        form,
        save=lambda: draft_changes.save_section(form, shipment, by=request.user, section="goods"),
        template="declare/elements.html",
        context={"shipment": shipment, "section": SECTION, "line": line, "advice": advice},
        then=lambda _saved: SECTION.address(shipment),
    )


@require_POST
@for_roles(Role.EXPORTER)
def remove(request: PersonRequest, reference: str, pk: int) -> HttpResponse:
    """Take a line out."""
    shipment = own_draft(request, reference)
    line = shipment.lines.filter(pk=pk).first()
    if line:
        draft_changes.remove_line(line, by=request.user)
        messages.success(request, _("Line %(line)s was removed.") % {"line": line.number})
    return redirect(SECTION.address(shipment))


def _offer_again(request: PersonRequest, shipment: Shipment) -> HttpResponse:
    """What was typed for a line that another tab removed, ready to be added as a new one."""
    if request.method != "POST":
        raise Http404
    line = _new_line(shipment)
    form = GoodsLineForm(request.POST, instance=line, shipment=shipment)
    context = {"shipment": shipment, "section": SECTION, "line": line, "form": form}
    add_address = reverse("declare:add_line", args=[shipment.reference])
    return removed_meanwhile(request, "declare/line.html", context, add_address)


def _new_line(shipment: Shipment) -> GoodsLine:
    """What most new lines have in common with the shipment and the line before."""
    last = shipment.lines.last()
    return GoodsLine(
        shipment=shipment,
        final_destination=shipment.final_destination,
        currency=last.currency if last else "USD",
        source_area=last.source_area if last else "",
    )


def _kept(request: PersonRequest, form: GoodsLineForm, line: GoodsLine) -> str:
    if form.cleaned_data.get("keep_as"):
        keep_goods(line, form.cleaned_data["keep_as"])
        messages.success(request, _("Saved to your goods."))
    return reverse("declare:elements", args=[line.shipment.reference, line.pk])
