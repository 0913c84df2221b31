"""What a person sees when something cannot be done: conflicts, refusals, lost sign-in tokens."""

from http import HTTPStatus

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from compliance.ui.addresses import comes_from_here, page_of
from compliance.ui.kept_posts import keep

SHEETS = ("css/tokens.css", "css/base.css")


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be read."""
    return render(request, "errors/400.html", status=HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what a role may not see or do."""
    return render(request, "errors/403.html", status=HTTPStatus.FORBIDDEN)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that does not exist, or not for this person."""
    return render(request, "errors/404.html", status=HTTPStatus.NOT_FOUND)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is missing or old; what was typed here is kept.

    Signing in again in another tab is the usual cause. Only a form of this very site is kept.
    """
    kept = request.user.is_authenticated and comes_from_here(request) and keep(request)
    context = {"kept": kept, "page": page_of(request)}
    return render(request, "errors/csrf.html", context, status=HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of this system; asks neither the database nor the session."""
    page = render_to_string("errors/500.html", {"sheets": [_address(path) for path in SHEETS]})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _address(path: str) -> str:
    try:
        return staticfiles_storage.url(path)
    except ValueError:  # no manifest yet: a plain page is better than none
        return ""
