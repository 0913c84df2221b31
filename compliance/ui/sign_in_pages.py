"""The two sign-in pages that any page may have to show. Who makes them registers them at the start;
this room knows people, and nothing of how they sign in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Page = Callable[[HttpRequest], HttpResponse]

_pages: dict[str, Page] = {}


def register(*, around_a_post: Page, with_what_was_typed: Page) -> None:
    """`around_a_post` asks for a sign-in and keeps the fields just sent; the other shows the
    sign-in page again, with what was typed there."""
    _pages["around_a_post"] = around_a_post
    _pages["with_what_was_typed"] = with_what_was_typed


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page around the fields of the form that was just sent."""
    return _pages["around_a_post"](request)


def show_again(request: HttpRequest) -> HttpResponse:
    """The sign-in page with what was typed there."""
    return _pages["with_what_was_typed"](request)
