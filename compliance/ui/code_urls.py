"""Search in code tables."""

from django.urls import path

from compliance.ui.codes import search

app_name = "codes"
urlpatterns = [path("<str:table_name>/", search, name="search")]
