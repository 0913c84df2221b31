"""One page that tells the whole story of an end user, and the shipments behind its figures."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, for_roles, reads_flows
from shipments.end_users.entries import family_of
from shipments.end_users.story import register_story
from shipments.flows.balance import years
from shipments.flows.balances.forms import BehindFilter
from shipments.flows.balances.reading import OneUserReading
from shipments.flows.balances.views import show_balance_behind
from shipments.flows.end_users import spoken
from shipments.flows.figures import concentration, rows
from shipments.flows.signs import EndUserStory, read
from shipments.flows.stories import country_in, story_of, surroundings
from shipments.flows.wording import HEADINGS, Names

DIVIDED = ("exporter", "end_use", "consignee")


@require_safe
@for_roles(*CUSTOMS)
def end_user(request: PersonRequest) -> HttpResponse:
    """One end user: the balance of each year, signs, from whom, for what. 404 for nobody."""
    asked = request.GET.get("end_user", "")
    family = family_of(asked)
    story = story_of([each.key for each in family] or [asked])
    if story is None:
        raise Http404
    reading, today = read(story, surroundings()), clock.today()
    context = {
        "story": story,
        "country": country_in(story.key),
        "reading": reading,
        "signs": list(map(spoken, reading.signs)),
        "reads_flows": reads_flows(request.user),
        **register_story(request.user, story.key, family, years(story.receipts, today)),
        "tables": list(_tables(story, is_one=len(family) < 2)),
        "query": urlencode({"end_user": story.key}),
    }
    return render(request, "end_users/end_user.html", context)


@require_safe
@for_roles(*CUSTOMS)
def behind(request: PersonRequest) -> HttpResponse:
    """The goods lines behind a figure of that page; 404 for nobody's."""
    chosen = BehindFilter(request.GET)
    if not chosen.keys:
        raise Http404
    key = chosen.keys[0]
    back = f"{reverse('end_users:end_user')}?{urlencode({'end_user': key})}"
    return show_balance_behind(request, OneUserReading(request.user, chosen), (back, key))


def _tables(story: EndUserStory, *, is_one: bool) -> Iterator[dict[str, Any]]:
    """Whom it gets metal from, through whom, and for what; each opens its shipments, but for what
    has no one key: what came to the user itself under several names."""
    names, own = Names(), {"consignee": story.key if is_one else ""}
    for division in DIVIDED:
        sums: dict[str, Any] = {}
        for receipt in story.receipts:
            key = getattr(receipt, division)
            sums[key] = sums.get(key, 0) + receipt.kg
        found = [
            (
                _named(names, division, row.key),
                row,
                urlencode({"end_user": story.key, division: key}) if key else "",
            )
            for row in rows(sums, {})
            for key in [row.key or own.get(division, "")]
        ]
        yield {
            "heading": HEADINGS.get(division, ""),
            "rows": found,
            "concentration": concentration(sums),
        }


def _named(names: Names, division: str, key: str) -> str:
    return key if division == "consignee" else names.of(division, key)
