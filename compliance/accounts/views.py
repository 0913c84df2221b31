"""Sign-in."""

from django.contrib.auth.views import LoginView

from compliance.accounts.forms import SignInForm


class SignIn(LoginView):
    """Asks for user name and password, then goes on to `next` or home."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
