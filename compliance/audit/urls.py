"""Addresses of the event log."""

from django.urls import path

from compliance.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.events, name="events"),
    path("events.jsonl", views.export, {"kind": "jsonl"}, name="export_jsonl"),
    path("events.csv", views.export, {"kind": "csv"}, name="export_csv"),
    path("verify/", views.verification, name="verify"),
]
