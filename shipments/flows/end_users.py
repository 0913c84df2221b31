"""Pages for analysts: whom signs of diversion speak against, and the whole story of an end user."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import FLOW_READERS, for_roles
from compliance.law.diversion import DiversionSign
from compliance.policy.versions import policy_on
from shipments.flows.balance import years
from shipments.flows.figures import concentration, rows
from shipments.flows.sign_wording import sentence
from shipments.flows.signs import EndUserStory, read
from shipments.flows.stories import country_in, story_of, surroundings
from shipments.flows.wording import HEADINGS, Names
from shipments.models import EndUserReading

DIVIDED = ("exporter", "end_use", "consignee")


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def signs(request: PersonRequest) -> HttpResponse:
    """Everybody who shows a sign, the highest score first, as read last night."""
    readings = EndUserReading.objects.visible_to(request.user)
    page = Paginator(readings, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "watched": int(policy_on(clock.today()).diversion_limits["watched"]),
        "rows": [(row, list(map(_spoken, _signs_of(row)))) for row in page],
    }
    return render(request, "flows/signs.html", context)


@require_safe
@for_roles(*FLOW_READERS, and_heads=True)
def end_user(request: PersonRequest) -> HttpResponse:
    """One end user: the balance of each year, signs, from whom, for what. 404 for nobody."""
    story = story_of(request.GET.get("end_user", ""))
    if story is None:
        raise Http404
    reading = read(story, surroundings())
    context = {
        "story": story,
        "country": country_in(story.key),
        "reading": reading,
        "signs": list(map(_spoken, reading.signs)),
        "years": years(story.receipts, clock.today()),
        "tables": list(_tables(story)),
        "query": urlencode({"end_user": story.key}),
    }
    return render(request, "flows/end_user.html", context)


def _tables(story: EndUserStory) -> Any:
    """Whom it gets metal from, through whom, and for what."""
    names = Names()
    for division in DIVIDED:
        sums: dict[str, Any] = {}
        for receipt in story.receipts:
            key = getattr(receipt, division)
            sums[key] = sums.get(key, 0) + receipt.kg
        found = [(_named(names, division, row.key), row) for row in rows(sums, {})]
        yield {
            "division": division,
            "heading": HEADINGS.get(division, ""),
            "rows": found,
            "concentration": concentration(sums),
        }


def _named(names: Names, division: str, key: str) -> str:
    return key if division == "consignee" else names.of(division, key)


def _signs_of(row: EndUserReading) -> list[DiversionSign]:
    return [DiversionSign(**plain) for plain in row.signs]


def _spoken(sign: DiversionSign) -> tuple[DiversionSign, str]:
    return sign, sentence(sign)
