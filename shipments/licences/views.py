"""Pages of the register: customs keeps it, exporters read the licences they hold."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.models import Exporter
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import LICENCE_KEEPERS, for_everybody, for_roles
from compliance.policy.versions import policy_on
from compliance.ui.kept_posts import typed_in
from compliance.ui.keyset import Key, keyset_page
from compliance.ui.methods import require_form
from shipments.licences import actions
from shipments.licences.doubts import doubts_about
from shipments.licences.editions import in_register, register_standing
from shipments.licences.forms import LicenceForm, RegisterFilter, RevokeForm
from shipments.licences.listing import filter_register, state_on, suspended_now
from shipments.models import Licence, Shipment

NEWEST_FIRST = (Key("registered_at", descending=True), Key("id", descending=True))


@require_safe
@for_everybody
def register(request: PersonRequest) -> HttpResponse:
    """The licences the reader may see, newest first."""
    is_customs, today = not request.user.is_exporter, clock.today()
    chosen = RegisterFilter(request.GET, tells_of_suspensions=is_customs)
    rows = filter_register(Licence.objects.visible_to(request.user), chosen, today)
    page = keyset_page(rows, NEWEST_FIRST, request.GET.get("after", ""))
    numbers = [each.number for each in page.rows]
    suspended = set(suspended_now().filter(number__in=numbers)) if is_customs else set()
    context: dict[str, Any] = {
        "filter": chosen,
        "page": page,
        "licences": [(each, state_on(each, today, suspended)) for each in page.rows],
        "may_register": actions.may_register(request.user),
    }
    if is_customs:
        context["standing"] = register_standing(policy_on(today), today)
    return render(request, "licences/register.html", context)


@require_safe
@for_everybody
def licence(request: PersonRequest, number: str) -> HttpResponse:
    """One licence with its balance and what was drawn on it."""
    row = get_object_or_404(Licence.objects.visible_to(request.user), number=number)
    opened = Shipment.objects.visible_to(request.user).filter(licence_draws__licence=row)
    may_open = set(opened.values_list("pk", flat=True))
    draws = row.draws.select_related("shipment", "given_back")
    registered = None if request.user.is_exporter else in_register(row)
    context = {
        "licence": row,
        "state": state_on(row, clock.today(), registered.suspended if registered else ()),
        "doubts": [] if request.user.is_exporter else doubts_about(row),
        "holder": Exporter.objects.filter(uscc=row.holder_uscc).first(),
        "draws": draws.filter(shipment__in=may_open) if request.user.is_exporter else draws,
        "may_open": may_open,
        "may_revoke": actions.may_register(request.user) and not row.is_revoked,
        "registered": registered,
    }
    return render(request, "licences/licence.html", context)


@require_form
@for_roles(*LICENCE_KEEPERS)
def new(request: PersonRequest) -> HttpResponse:
    """Enter a licence."""
    form = LicenceForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        row = actions.register(by=request.user, **form.cleaned_data)
        messages.success(request, _("Licence %(number)s is registered.") % {"number": row.number})
        return redirect("licences:licence", row.number)
    return render(request, "licences/new.html", {"form": form})


@require_form
@for_roles(*LICENCE_KEEPERS)
def revoke(request: PersonRequest, number: str) -> HttpResponse:
    """Take a licence back, with a reason."""
    row = get_object_or_404(Licence, number=number)
    form = RevokeForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        actions.revoke(row, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Licence %(number)s is revoked.") % {"number": number})
        return redirect("licences:licence", number)
    return render(request, "licences/revoke.html", {"form": form, "licence": row})
