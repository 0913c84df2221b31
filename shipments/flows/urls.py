"""Addresses of the flows."""

from django.urls import path

from shipments.flows import views

app_name = "flows"
urlpatterns = [
    path("", views.flows, name="flows"),
    path("shipments/", views.behind, name="behind"),
    path("flows.csv", views.sums_csv, name="csv"),
    path("flows.xlsx", views.sums_xlsx, name="xlsx"),
]
