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
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from compliance.database_faults import DATABASE_AWAY
from compliance.document_store.away import StoreAway
from compliance.logs import reference
from compliance.ui.addresses import comes_from_here, is_for_programs, page_of
from compliance.ui.kept_posts import hold, keep

logger = logging.getLogger(__name__)
SHEETS = ("css/tokens.css", "css/base.css")
RETRY_SECONDS = 10
WORDS = {
    HTTPStatus.BAD_REQUEST: (
        _("This request cannot be read"),
        _("The browser sent something this page does not understand. Go back and try again."),
    ),
    HTTPStatus.FORBIDDEN: (_("This is not open to you"), _("Your role does not allow this step.")),
    HTTPStatus.NOT_FOUND: (
        _("Page not found"),
        _("The address may be mistyped, or what was here is not open to you."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        _("There is no page here"),
        _("This address only takes a form that was filled in on another page."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _("Something went wrong here"),
        _("The mistake is on our side. What was saved before is safe. Try again in a few minutes."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _("Gate 49 cannot answer just now"),
        _(
            "Its database is away or very busy. What was saved before is safe; what you sent just "
            "now was not saved. Try again in half a minute."
        ),
    ),
}
"""Heading and sentence of each page; programs are told the heading."""


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be read."""
    return _said(request, HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what a role may not see or do."""
    return _said(request, HTTPStatus.FORBIDDEN)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that does not exist, or not for this person."""
    return _said(request, HTTPStatus.NOT_FOUND)


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
    return _plain(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with the seconds after which another try is worth while."""
    response = _plain(request, HTTPStatus.SERVICE_UNAVAILABLE)
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


def refusal(request: HttpRequest, status: HTTPStatus, sentence: str = "") -> HttpResponse:
    """The page of that status, with a sentence of its own where there is one."""
    heading, usual = WORDS[status]
    context = {"heading": heading, "sentence": sentence or usual}
    return render(request, "errors/refusal.html", context, status=status)


def _said(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    if is_for_programs(request.path):
        return JsonResponse({"detail": WORDS[status][0]}, status=status)
    return refusal(request, status)


def _plain(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    heading, sentence = WORDS[status]
    if is_for_programs(request.path):
        return JsonResponse({"detail": heading, "reference": reference()}, status=status)
    sheets = [_address(path) for path in SHEETS]
    told = {"heading": heading, "sentence": sentence, "sheets": sheets, "reference": reference()}
    return HttpResponse(render_to_string("errors/fault.html", told), status=status)


def _address(path: str) -> str:
    try:
        return staticfiles_storage.url(path)
    except ValueError:  # no manifest yet: a plain page is better than none
        return ""
