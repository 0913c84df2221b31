"""Addresses of replays."""

from django.urls import path

from shipments.screening import views

app_name = "screening"
urlpatterns = [
    path("replays/", views.replays, name="replays"),
    path("review/<str:reference>/runs/<int:number>/", views.verdict, name="verdict"),
    path("review/<str:reference>/replay/<int:number>/", views.replay, name="replay"),
]
