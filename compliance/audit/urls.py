"""Addresses of the event log."""

from django.urls import path

from compliance.audit import views
from compliance.audit.transparency.views import proof

app_name = "audit"
urlpatterns = [
    path("", views.events, name="events"),
    path("events.jsonl", views.export, {"kind": "jsonl"}, name="export_jsonl"),
    path("events.csv", views.export, {"kind": "csv"}, name="export_csv"),
    path("events/<int:seq>/proof", proof, name="proof"),
    path("verify/", views.verification, name="verify"),
]
