"""Addresses of the register of end users."""

from django.urls import path

from shipments.end_users import page, views

app_name = "end_users"
urlpatterns = [
    path("", views.register, name="register"),
    path("user/", page.end_user, name="end_user"),
    path("user/shipments/", page.behind, name="behind"),
    path("figures/<int:pk>/file/", views.figure_file, name="figure_file"),
    path("<int:pk>/figure/", views.figure, name="figure"),
    path("<int:pk>/verdict/", views.verdict, name="verdict"),
    path("merges/<int:pk>/<slug:decision>/", views.decide, name="decide"),
]
