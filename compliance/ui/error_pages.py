"""What a person sees when something cannot be done: conflicts, refusals, lost sign-in tokens, a
database that is away. Programs get the same sentences as JSON.
"""

import logging
import sys
from http import HTTPStatus

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from compliance.database_faults import DATABASE_AWAY
from compliance.document_store.away import StoreAway
from compliance.logs import reference
from compliance.ui.addresses import comes_from_here, is_for_programs, page_of
from compliance.ui.kept_posts import hold, keep

logger = logging.getLogger(__name__)
SHEETS = ("css/tokens.css", "css/base.css")
RETRY_SECONDS = 10


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be read."""
    return _said(request, "errors/400.html", HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what a role may not see or do."""
    return _said(request, "errors/403.html", HTTPStatus.FORBIDDEN)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that does not exist, or not for this person."""
    return _said(request, "errors/404.html", HTTPStatus.NOT_FOUND)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is missing or old; what was typed here is kept.

    Signing in again in another tab is the usual cause. Only a form of this very site is kept.
    """
    kept = request.user.is_authenticated and comes_from_here(request) and keep(request)
    context = {"kept": kept, "page": page_of(request)}
    return render(request, "errors/csrf.html", context, status=HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of this system, or 503 while the database is away.

    Asks neither the database nor the session. Django calls it while the exception is handled.
    """
    if isinstance(sys.exception(), DATABASE_AWAY):
        return unavailable(request)
    return _plain(request, "errors/500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with the seconds after which another try is worth while."""
    response = _plain(request, "errors/503.html", HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def store_away(request: HttpRequest, error: StoreAway) -> HttpResponse:
    """503 while documents can be neither kept nor read; what was typed waits for its page."""
    logger.warning("%s: %s", request.path, error)
    is_form = request.method == "POST"
    if is_form:
        hold(request, request.path, is_judged=False, leave_out=())
        request.session.save()  # Django saves none after a 5xx
    context = {"is_form": is_form, "page": page_of(request)}
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(request, "errors/store_away.html", context, status=status)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _said(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    if is_for_programs(request.path):
        return JsonResponse({"detail": _SENTENCES[status]()}, status=status)
    return render(request, template, status=status)


def _plain(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    if is_for_programs(request.path):
        told = {"detail": _SENTENCES[status](), "reference": reference()}
        return JsonResponse(told, status=status)
    context = {"sheets": [_address(path) for path in SHEETS], "reference": reference()}
    page = render_to_string(template, context)
    return HttpResponse(page, status=status)


_SENTENCES = {
    HTTPStatus.BAD_REQUEST: lambda: _("This request cannot be read"),
    HTTPStatus.FORBIDDEN: lambda: _("This is not open to you"),
    HTTPStatus.NOT_FOUND: lambda: _("Page not found"),
    HTTPStatus.INTERNAL_SERVER_ERROR: lambda: _("Something went wrong here"),
    HTTPStatus.SERVICE_UNAVAILABLE: lambda: _("Gate 49 cannot answer just now"),
}


def _address(path: str) -> str:
    try:
        return staticfiles_storage.url(path)
    except ValueError:  # no manifest yet: a plain page is better than none
        return ""
