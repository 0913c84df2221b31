"""Addresses of rehearsals."""

from django.urls import path

from shipments.rehearsal import views

app_name = "rehearsal"
urlpatterns = [
    path("", views.rehearsals, name="rehearsals"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.rehearsal, name="rehearsal"),
    path("<int:pk>/progress/", views.progress_of, name="progress"),
    path("<int:pk>/levers/", views.levers, name="levers"),
    path("<int:pk>/cases/", views.cases, name="cases"),
]
