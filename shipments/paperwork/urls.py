"""Addresses of the papers."""

app_name = "paperwork"
urlpatterns: list = []
