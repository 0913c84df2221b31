"""The home page by role. Rooms that know more than the regime register a better page."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_everybody

Page = Callable[[PersonRequest], HttpResponse]

_pages: dict[str, Page] = {}


@for_everybody
def home(request: PersonRequest) -> HttpResponse:
    """The page of the signed-in person's role."""
    page = _pages.get(request.user.role, _plain_page)
    return page(request)


def register(role: Role, page: Page) -> None:
    """Make `page` the home of a role. ValueError when the role has one already."""
    if role in _pages:
        raise ValueError(f"{role} has a home page already")
    _pages[role] = page


def _plain_page(request: PersonRequest) -> HttpResponse:
    return render(request, f"home/{request.user.role}.html")
