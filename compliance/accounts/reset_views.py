"""Back in by mail. Every answer is the same whether or not the mail address is known here."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from compliance.accounts import sessions
from compliance.accounts.forms import ResetForm
from compliance.accounts.network import network_of
from compliance.accounts.tasks import mail_reset
from compliance.accounts.tries import Scope, TooManyTries, begin
from compliance.celery import send_after_commit


class AskForReset(PasswordResetView):
    """Asks for the mail address; a worker writes to it."""

    template_name = "accounts/forgotten.html"
    form_class = ResetForm
    success_url = reverse_lazy("accounts:sign_in")

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """Leave it to a worker, at most so often for one mail address and for one network."""
        address = form.cleaned_data["email"]
        network = network_of(self.request.META.get("REMOTE_ADDR", ""))
        try:
            begin(
                [
                    Scope("reset", address.casefold(), 3, 0.05, 3600),
                    Scope("reset-network", network, 20, 1, 600),
                    Scope("reset-site", "", 300, 60, 5),
                ]
            )
        except TooManyTries as slow:
            return self._wait(form, slow.seconds)
        send_after_commit(mail_reset, address)
        told = _("If an account has this mail address, a mail with the next step is on its way.")
        messages.success(self.request, told)
        return redirect(self.get_success_url())

    def _wait(self, form: PasswordResetForm, seconds: int) -> HttpResponse:
        context = self.get_context_data(form=form, wait=seconds)
        response = render(
            self.request, self.template_name, context, status=HTTPStatus.TOO_MANY_REQUESTS
        )
        response["Retry-After"] = str(seconds)
        return response


class SetPassword(PasswordResetConfirmView):
    """The new password, which ends every token and every session; then one signs in with it."""

    template_name = "accounts/new_password.html"
    success_url = reverse_lazy("accounts:sign_in")

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Set it and say so in the log."""
        response = super().form_valid(form)
        sessions.note_new_password(form.user, "password_reset")
        messages.success(self.request, _("The password is changed; tokens and sessions are over."))
        return response
