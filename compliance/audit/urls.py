"""Addresses of the event log."""

app_name = "audit"
urlpatterns: list = []
