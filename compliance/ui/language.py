"""Choosing the language of the pages, on any page, without losing what was typed there."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, check_for_language
from django.views.decorators.http import require_POST

from compliance.ui.kept_posts import hold
from compliance.ui.sign_in_pages import show_again

OWN_FIELD = "language"
HELD_FIELD = "held"


@login_not_required
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """The page named by ?page= again, in the posted language, with the other posted fields.

    ?judged= says that the page showed mistakes: it shall show them again.
    """
    code = request.POST.get(OWN_FIELD, "")
    is_known = check_for_language(code)
    if is_known:
        activate(code)
    response = _shown_again(request)
    if is_known:
        remember_language(response, code)
    return response


def remember_language(response: HttpResponse, code: str) -> None:
    """Let the browser keep that language."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, **_cookie())


def _shown_again(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated and HELD_FIELD in request.POST:
        return show_again(request)
    page = _page(request)
    hold(request, urlsplit(page).path, is_judged="judged" in request.GET, leave_out=[OWN_FIELD])
    return redirect(page)


def _page(request: HttpRequest) -> str:
    """A page of this site, else the first."""
    address = request.GET.get("page", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and address.startswith("/") else "/"


def _cookie() -> dict[str, Any]:
    return {
        name: getattr(settings, f"LANGUAGE_COOKIE_{name.upper()}")
        for name in ("path", "domain", "secure", "httponly", "samesite")
    } | {"max_age": settings.LANGUAGE_COOKIE_AGE}
