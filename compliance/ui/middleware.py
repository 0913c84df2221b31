"""Pages in place of bare refusals: sign-in that keeps what was typed, and moves that are refused.

Conflict gives 409 for what cannot be done now, NotAllowed 403 for what never may.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from compliance.accounts.views import ask_to_sign_in
from compliance.ui.errors import Conflict, NotAllowed


class SignInMiddleware(LoginRequiredMiddleware):
    """LoginRequiredMiddleware that loses no typed form and never puts sign-in into a fragment."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """Sign-in: by redirect, as a whole page for htmx, or around the posted fields."""
        if request.htmx:
            page = request.htmx.current_url_abs_path or reverse("home")
            query = urlencode({"next": page})
            return HttpResponseClientRedirect(f"{reverse('accounts:sign_in')}?{query}")
        if request.method == "POST":
            return ask_to_sign_in(request)
        return super().handle_no_permission(request, view_func)


class ConflictMiddleware:
    """Renders Conflict and NotAllowed raised by any page view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page with the sentence, or None for every other exception."""
        if isinstance(error, Conflict):
            return render(request, "errors/409.html", {"sentence": error.sentence}, status=409)
        if isinstance(error, NotAllowed):
            return render(request, "errors/403.html", {"sentence": error.sentence}, status=403)
        return None
