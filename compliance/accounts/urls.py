"""Sign-in, sign-out, and one's own account."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from compliance.accounts import own_views, reset_views
from compliance.accounts.roles import for_everybody
from compliance.accounts.views import SignIn, SignOut

app_name = "accounts"
urlpatterns = [
    path("", own_views.account, name="account"),
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", login_not_required(SignOut.as_view()), name="sign_out"),
    path("password/", for_everybody(own_views.ChangePassword.as_view()), name="password"),
    path("profile/", own_views.profile, name="profile"),
    path(
        "forgotten/", login_not_required(reset_views.AskForReset.as_view()), name="password_reset"
    ),
    path(
        "forgotten/<uidb64>/<token>/",
        login_not_required(reset_views.SetPassword.as_view()),
        name="password_reset_confirm",
    ),
    path("second-factor/", own_views.verify, name="second_factor"),
    path("tokens/new/", own_views.make_token, name="make_token"),
    path("tokens/<int:pk>/revoke/", own_views.revoke_token, name="revoke_token"),
    path("sessions/<int:pk>/end/", own_views.end_session, name="end_session"),
]
