"""Addresses of tables of declarations."""

from django.urls import path

from shipments.bulk import views

app_name = "bulk"
urlpatterns = [
    path("", views.files, name="files"),
    path("template.<str:kind>", views.template, name="template"),
    path("<int:pk>/", views.show, name="file"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/bad-rows.<str:kind>", views.bad, name="bad"),
    path("<int:pk>/submit/", views.submit, name="submit"),
]
