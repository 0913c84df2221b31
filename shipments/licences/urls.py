"""Addresses of the licence register."""

from django.urls import path

from shipments.licences import views

app_name = "licences"
urlpatterns = [
    path("", views.register, name="register"),
    path("new/", views.new, name="new"),
    path("<str:number>/", views.licence, name="licence"),
    path("<str:number>/revoke/", views.revoke, name="revoke"),
]
