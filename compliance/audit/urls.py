"""Addresses of the event log."""

from django.urls import path

from compliance.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.events, name="events"),
    path("verify/", views.verification, name="verify"),
]
