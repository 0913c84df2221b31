"""Pages in place of bare refusals: sign-in that keeps what was typed, and moves that are refused.

Conflict gives 409 for what cannot be done now, NotAllowed 403 for what never may, StoreAway 503.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from compliance.accounts.requests import PersonRequest
from compliance.document_store.away import StoreAway
from compliance.refusals import Conflict, NotAllowed
from compliance.ui.addresses import is_for_programs
from compliance.ui.error_pages import refusal, store_away
from compliance.ui.sign_in_pages import ask_to_sign_in


class PlainHttpMiddleware(MiddlewareMixin):
    """Programs that speak HTTP where HTTPS is to be spoken are refused and not led on: they have
    told their token to the whole way already, and should learn of it."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        is_plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if not (is_plain and is_for_programs(request.path)):
            return None
        with translation.override(translation.get_language_from_request(request)):
            sentence = _("Use https. If you sent a token, revoke it: others may have read it.")
        return JsonResponse({"detail": sentence}, status=HTTPStatus.FORBIDDEN)


class SignInMiddleware(LoginRequiredMiddleware):
    """LoginRequiredMiddleware that loses no typed form and never puts sign-in into a fragment."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Sign-in by redirect, as a whole page for htmx, or around the posted fields."""
        redirect = super().process_view(request, view_func, view_args, view_kwargs)
        if redirect is None:
            return None
        htmx = cast(PersonRequest, request).htmx
        if htmx:
            return _leave_for_sign_in(htmx)
        return ask_to_sign_in(request) if request.method == "POST" else redirect


def _leave_for_sign_in(htmx: HtmxDetails) -> HttpResponse:
    query = urlencode({"next": _page_behind(htmx) or reverse("home")})
    return HttpResponseClientRedirect(f"{reverse('accounts:sign_in')}?{query}")


def _page_behind(htmx: HtmxDetails) -> str | None:
    try:
        return htmx.current_url_abs_path
    except ValueError:  # the header is no address
        return None


class ChineseFirstMiddleware(LocaleMiddleware):
    """Pages are Chinese until a reader chooses English; programs choose by Accept-Language."""

    def process_request(self, request: HttpRequest) -> None:
        """Leave a browser's own preference aside."""
        if not is_for_programs(request.path):
            request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)


class ConflictMiddleware(MiddlewareMixin):
    """Renders Conflict, NotAllowed and StoreAway raised by any page view, and visits to form
    addresses."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if isinstance(response, HttpResponseNotAllowed):
            response.content = refusal(request, HTTPStatus.METHOD_NOT_ALLOWED).content
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page with the sentence, or None for every other exception."""
        if isinstance(error, Conflict):
            return render(request, "errors/409.html", {"sentence": error.sentence}, status=409)
        if isinstance(error, NotAllowed):
            return refusal(request, HTTPStatus.FORBIDDEN, error.sentence)
        if isinstance(error, StoreAway):
            return store_away(request, error)
        return None
