"""Turns refused moves into pages: 409 for what cannot be done now, 403 for what never may."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from compliance.ui.errors import Conflict, NotAllowed


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
