"""Addresses of the published log; open to everybody, as tlog-tiles lays them out."""

from django.urls import path

from compliance.audit.transparency import views

app_name = "log"
urlpatterns = [
    path("checkpoint", views.newest, name="checkpoint"),
    path("checkpoint/<int:size>", views.of_size, name="of_size"),
    path("consistency/<int:old>/<int:size>", views.consistency, name="consistency"),
    path("keys", views.keys_of_the_log, name="keys"),
    path("feed.atom", views.feed, name="feed"),
    path("tile/<int:tier>/<path:place>", views.tile, name="tile"),
]
