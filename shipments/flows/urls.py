"""Addresses of the flows."""

from django.urls import path

from shipments.flows import end_users, views

app_name = "flows"
urlpatterns = [
    path("", views.flows, name="flows"),
    path("shipments/", views.behind, name="behind"),
    path("signs/", end_users.signs, name="signs"),
    path("end-user/", end_users.end_user, name="end_user"),
    path("flows.csv", views.sums_csv, name="csv"),
    path("flows.xlsx", views.sums_xlsx, name="xlsx"),
]
