"""Addresses after the gate."""

from django.urls import path

from shipments.follow_up import views

app_name = "follow_up"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("office/", views.office, name="office"),
    path("<str:reference>/change/", views.change, name="change"),
    path("<str:reference>/<slug:kind>/", views.report, name="report"),
]
