"""Home and language, and search in code tables."""

from django.urls import include, path

from compliance.ui.codes import search
from compliance.ui.home import home
from compliance.ui.language import switch_language

urlpatterns = [
    path("", home, name="home"),
    path("language/", switch_language, name="language"),
    path("codes/", include(([path("<str:table_name>/", search, name="search")], "codes"))),
]
