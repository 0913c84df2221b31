"""Look up any name; with htmx only the results are sent, while one types."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, for_roles
from compliance.parties.forms import SearchForm
from compliance.parties.models import ListVersion
from compliance.parties.search import search as find


@require_safe
@for_roles(*CUSTOMS)
@vary_on_headers("HX-Request")
def search(request: PersonRequest) -> HttpResponse:
    """`?q=` the name, `list` and `version` where, `on` for which day."""
    form = SearchForm(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "today": clock.today(),
        "reviews": request.user.is_officer or request.user.is_auditor,
    }
    if form.is_valid() and form.cleaned_data["q"]:
        context |= _answer(form.cleaned_data)
    page = "parties/_results.html" if request.htmx else "parties/search.html"
    return render(request, page, context)


def _answer(data: dict[str, Any]) -> dict[str, Any]:
    on = data["on"] or clock.today()
    versions = _versions(data["list"], data["version"])
    return {
        "question": data["q"],
        "on": on,
        "versions": versions,
        "results": find(data["q"], versions, on),
    }


def _versions(list_code: str, number: int | None) -> Sequence[ListVersion]:
    versions = ListVersion.objects.all()
    if list_code:
        versions = versions.filter(list_code=list_code)
    return list(versions.filter(number=number) if number else versions.filter(is_active=True))
