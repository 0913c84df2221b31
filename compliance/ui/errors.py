"""What a person sees when something cannot be done: conflicts, refusals, lost sign-in tokens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Conflict(Exception):
    """A move that is not possible now. The sentence is for the person; pages answer 409."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Exception):
    """A move this person may not make. The sentence is for the person; pages answer 403."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is missing or old."""
    return render(request, "errors/csrf.html", status=403)
