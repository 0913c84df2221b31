"""Addresses of end users and statements."""

app_name = "enduse"
urlpatterns: list = []
