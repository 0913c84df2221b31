"""One page that tells the whole story of an end user, for customs."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, for_roles, reads_flows
from shipments.end_users.entries import keys_of
from shipments.end_users.story import register_story, yearly_accounts
from shipments.flows.balance import years
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
    story = story_of(request.GET.get("end_user", ""))
    if story is None:
        raise Http404
    reading, today = read(story, surroundings()), clock.today()
    keys, balance = keys_of(story.key), years(story.receipts, today)
    context = {
        "story": story,
        "country": country_in(story.key),
        "reading": reading,
        "signs": list(map(spoken, reading.signs)),
        "years": balance,
        "accounts": yearly_accounts(keys, balance, today),
        "reads_flows": reads_flows(request.user),
        **register_story(story.key, keys),
        "tables": list(_tables(story)),
        "query": urlencode({"end_user": story.key}),
    }
    return render(request, "end_users/end_user.html", context)


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
