"""The party register: verdicts that later shipments rest on, and revoking one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, CASE_READERS, for_roles
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form
from shipments.models import Shipment, StandingVerdict
from shipments.review.forms import PartyFilter, RevokeForm
from shipments.review.party_register import live_among, register_rows, revoke

ROWS_A_PAGE = 50


@require_safe
@for_roles(*CASE_READERS)
def verdicts(request: PersonRequest) -> HttpResponse:
    """`?name=`: the register, of declared or listed names that contain it."""
    chosen = PartyFilter(request.GET)
    rows = register_rows((chosen.value("name") or "").strip())
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    standing = live_among(page)
    lines = [(row, row.pk in standing) for row in page]
    return render(request, "review/verdicts.html", {"filter": chosen, "page": page, "lines": lines})


@require_form
@for_roles(*CASE_READERS)
def verdict(request: PersonRequest, pk: int) -> HttpResponse:
    """One of them, and for an officer a form that revokes it."""
    row = get_object_or_404(register_rows(""), pk=pk)
    form = RevokeForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            revoke(row, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as mistake:
            form.add_error(None, mistake)
        else:
            messages.success(
                request, _("Revoked: open cases that name the party are screened again.")
            )
            return redirect("review:verdicts")
    may_revoke = request.user.role in CASE_OFFICERS and row.ended_at is None
    context = {
        "verdict": row,
        "form": form,
        "is_live": row.pk in live_among([row]),
        "may_revoke": may_revoke,
    }
    return render(request, "review/verdict.html", {**context, "may_open": _may_open(request, row)})


def _may_open(request: PersonRequest, row: StandingVerdict) -> bool:
    """Cases of other offices are named, not opened."""
    return Shipment.objects.visible_to(request.user).filter(pk=row.shipment_id).exists()
