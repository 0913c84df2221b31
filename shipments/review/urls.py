"""Addresses of the officer."""

app_name = "review"
urlpatterns: list = []
