"""Addresses of lists and listed parties."""

app_name = "parties"
urlpatterns: list = []
