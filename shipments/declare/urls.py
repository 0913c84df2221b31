"""Addresses of the exporter."""

app_name = "declare"
urlpatterns: list = []
