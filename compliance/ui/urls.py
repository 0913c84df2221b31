"""Home and language."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from compliance.ui.home import home

urlpatterns = [
    path("", home, name="home"),
    path("language/", login_not_required(require_POST(set_language)), name="language"),
]
