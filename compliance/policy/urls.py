"""Addresses of rules and policies."""

app_name = "policy"
urlpatterns: list = []
