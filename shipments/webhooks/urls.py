"""Addresses of the pages of webhooks."""

from django.urls import path

from shipments.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("", views.webhooks, name="webhooks"),
    path("<int:pk>/", views.webhook, name="webhook"),
    path("<int:pk>/ping/", views.ping, name="ping"),
    path("<int:pk>/resume/", views.resume, name="resume"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
]
