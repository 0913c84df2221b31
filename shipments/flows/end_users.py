"""The analysts' list: whom signs of diversion speak against."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import FLOW_READERS, for_roles
from compliance.law.diversion import DiversionSign
from compliance.policy.versions import policy_on
from shipments.flows.sign_wording import sentence
from shipments.models import EndUserReading


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def signs(request: PersonRequest) -> HttpResponse:
    """Everybody who shows a sign, the highest score first, as read last night."""
    readings = EndUserReading.objects.visible_to(request.user)
    page = Paginator(readings, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "watched": int(policy_on(clock.today()).diversion_limits["watched"]),
        "rows": [(row, list(map(spoken, _signs_of(row)))) for row in page],
    }
    return render(request, "flows/signs.html", context)


def _signs_of(row: EndUserReading) -> list[DiversionSign]:
    return [DiversionSign(**plain) for plain in row.signs]


def spoken(sign: DiversionSign) -> tuple[DiversionSign, str]:
    """A sign with its sentence."""
    return sign, sentence(sign)
