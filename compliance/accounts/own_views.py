"""A person's own account: password, second factor, sessions and tokens."""

import base64
from datetime import timedelta

import django_otp
import segno
from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts import api_tokens, profiles, second_factor, sessions
from compliance.accounts.forms import CodeForm, NewPasswordForm, NewTokenForm, ProfileForm
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_everybody
from compliance.ui.kept_posts import take_kept_post
from compliance.ui.language import remember_language
from compliance.ui.methods import require_form
from compliance.ui.shown_forms import tell_of_merged


@require_safe
@for_everybody
def account(request: PersonRequest) -> HttpResponse:
    """What opens this account at the moment."""
    return render(
        request, "accounts/account.html", _context(request, NewTokenForm(take_kept_post(request)))
    )


@require_form
@for_everybody
def profile(request: PersonRequest) -> HttpResponse:
    """Name, mail address and language; the browser takes the language at once."""
    form = ProfileForm(request.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form})
    profiles.change(request.user, **form.changes())
    with translation.override(request.user.language):
        messages.success(request, _("Saved."))
        tell_of_merged(request, form)
    response = redirect("accounts:account")
    remember_language(response, request.user.language)
    return response


@require_POST
@for_everybody
def make_token(request: PersonRequest) -> HttpResponse:
    """A new token, told on this one page."""
    form = NewTokenForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/account.html", _context(request, form))
    asked = form.cleaned_data
    life = timedelta(days=asked["days"])
    token, text = api_tokens.make(request.user, name=asked["name"], scope=asked["scope"], life=life)
    return render(request, "accounts/token.html", {"token": token, "text": text})


@require_POST
@for_everybody
def revoke_token(request: PersonRequest, pk: int) -> HttpResponse:
    """End one of one's own tokens."""
    if not api_tokens.revoke(request.user, pk):
        raise Http404
    messages.success(request, _("The token is revoked."))
    return redirect("accounts:account")


@require_POST
@for_everybody
def end_session(request: PersonRequest, pk: int) -> HttpResponse:
    """Sign out elsewhere."""
    if not sessions.end_session(request.user, pk):
        raise Http404
    messages.success(request, _("The session is ended."))
    return redirect("accounts:account")


class ChangePassword(PasswordChangeView):
    """A new password, which ends every token and every other session."""

    template_name = "accounts/password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:account")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Change it; this session goes on under a new key."""
        response = super().form_valid(form)
        sessions.note_new_password(form.user)
        sessions.keep_session(self.request, form.user)
        messages.success(self.request, _("The password is changed; tokens and sessions are over."))
        return response


@require_form
@for_everybody
def verify(request: PersonRequest) -> HttpResponse:
    """Ask for the code, or set an app up where there is none."""
    user = request.user
    is_new = not second_factor.has(user)
    device = second_factor.new_device(user) if is_new else None
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if device and device.verify_token(code):
            codes = second_factor.confirm(device)
            django_otp.login(request, device)
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
        known = None if device else second_factor.device_of_code(user, code)
        if known:
            django_otp.login(request, known)
            return redirect(_next(request))
        form.add_error("code", _("This code is not right, or no longer. Wait for the next one."))
    context = {"form": form, "device": device, "next": _next(request)}
    if device:
        context["key"] = base64.b32encode(device.bin_key).decode()
        context["picture"] = segno.make(device.config_url).svg_data_uri(scale=4)
    return render(request, "accounts/second_factor.html", context)


def _context(request: PersonRequest, form: NewTokenForm) -> dict[str, object]:
    user = request.user
    return {
        "form": form,
        "tokens": api_tokens.live_tokens(user) if user.is_exporter else [],
        "sessions": sessions.open_sessions(user),
        "this_session": request.session.session_key,
        "has_second_factor": second_factor.has(user),
    }


def _next(request: PersonRequest) -> str:
    """A safe address to go on to."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure())
    return address if is_ours else reverse("home")
