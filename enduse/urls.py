"""Addresses of end users and statements."""

from django.urls import path

from enduse import views

app_name = "enduse"
urlpatterns = [
    path("", views.statements, name="statements"),
    path("statements/add/", views.add_statement, name="add_statement"),
    path("statements/<int:pk>/", views.statement, name="statement"),
    path("statements/<int:pk>/scan/", views.scan, name="scan"),
    path("end-users/add/", views.add_end_user, name="add_end_user"),
    path("end-users/<int:pk>/", views.end_user, name="end_user"),
    path("end-users/<int:pk>/archive/", views.archive_end_user, name="archive_end_user"),
    path("end-users/<int:pk>/sites/add/", views.add_site, name="add_site"),
    path("sites/<int:pk>/", views.site, name="site"),
]
