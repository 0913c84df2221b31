"""Addresses of advisories."""

from django.urls import path

from shipments.advisories import views

app_name = "advisories"
urlpatterns = [
    path("", views.advisories, name="advisories"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.advisory, name="advisory"),
    path("<int:pk>/put-in-force/", views.put_in_force, name="put_in_force"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/propose-end/", views.propose_end, name="propose_end"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/keep/", views.keep, name="keep"),
]
