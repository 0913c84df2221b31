"""Addresses of the flows."""

from django.urls import path

from shipments.flows import end_users, views
from shipments.flows.balances import views as balances
from shipments.flows.reports import views as reports

app_name = "flows"
urlpatterns = [
    path("", views.flows, name="flows"),
    path("shipments/", views.behind, name="behind"),
    path("signs/", end_users.signs, name="signs"),
    path("balances/", balances.balances, name="balances"),
    path("balances/shipments/", balances.behind, name="balance_behind"),
    path("balances/balances.csv", balances.balances_csv, name="balances_csv"),
    path("balances/balances.xlsx", balances.balances_xlsx, name="balances_xlsx"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/<slug:language>.<slug:file>", reports.report_file, name="report_file"),
    path("flows.csv", views.sums_csv, name="csv"),
    path("flows.xlsx", views.sums_xlsx, name="xlsx"),
]
