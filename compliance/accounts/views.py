"""Sign-in, and asking for it in the middle of a form."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from compliance.accounts.forms import SignInForm
from compliance.accounts.models import User
from compliance.accounts.sessions import note_sign_in, note_sign_out
from compliance.accounts.tries import TooManyTries
from compliance.ui.addresses import page_of
from compliance.ui.kept_posts import pack, unpack
from compliance.ui.language import remember_language


class SignIn(LoginView):
    """Asks for user name and password, then goes on to `next` or home."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Another language is chosen on this page, also when it answers a post."""
        context = super().get_context_data(**kwargs)
        return {**context, "language_page": _address(context["next"])}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in, or say how long to wait; what was typed before stays in the form."""
        try:
            return super().post(request, *args, **kwargs)
        except TooManyTries as slow:
            return _wait(request, slow.seconds)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in and put what was typed before into the new session."""
        response = super().form_valid(form)
        note_sign_in(self.request, response, form.get_user())
        if settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            remember_language(response, form.get_user().language)
        unpack(self.request, form.cleaned_data["held"], response["Location"])
        return response

    def get_redirect_url(self) -> str:  # type: ignore[override]
        """A safe `next`; never the sign-in page itself, which would go round in circles."""
        address = super().get_redirect_url()
        return "" if address.startswith(reverse("accounts:sign_in")) else address


class SignOut(LogoutView):
    """Ends the session, and says so in the event log."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out; somebody who is out already is. The browser forgets what it has seen."""
        if isinstance(request.user, User):
            note_sign_out(request.user, request.session.session_key)
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page with the fields of the form that was just sent, 401."""
    return _page(request, {"held": pack(request)}, page_of(request), HTTPStatus.UNAUTHORIZED)


def show_again(request: HttpRequest) -> HttpResponse:
    """The sign-in page with what was typed there: nothing of a stranger is stored."""
    typed = {name: request.POST.get(name, "") for name in ("username", "held")}
    return _page(request, typed, request.POST.get("next", ""), HTTPStatus.OK)


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("username", "held")}
    page, status = request.POST.get("next", ""), HTTPStatus.TOO_MANY_REQUESTS
    response = _page(request, typed, page, status, wait=seconds)
    response["Retry-After"] = str(seconds)
    return response


def _page(
    request: HttpRequest, typed: dict[str, str], page: str, status: int, **more: object
) -> HttpResponse:
    form = SignInForm(request, initial=typed)
    context = {"form": form, "next": page, "language_page": _address(page), **more}
    return render(request, "accounts/sign_in.html", context, status=status)


def _address(next_page: str) -> str:
    address = reverse("accounts:sign_in")
    return f"{address}?{urlencode({'next': next_page})}" if next_page else address
