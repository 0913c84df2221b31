"""Home and language."""

from django.urls import path

from compliance.ui.home import home
from compliance.ui.language import switch_language

urlpatterns = [
    path("", home, name="home"),
    path("language/", switch_language, name="language"),
]
