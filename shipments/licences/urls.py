"""Addresses of the licence register."""

from django.urls import path

from shipments.licences import edition_views, views

app_name = "licences"
urlpatterns = [
    path("", views.register, name="register"),
    path("new/", views.new, name="new"),
    path("editions/", edition_views.editions, name="editions"),
    path("editions/columns.csv", edition_views.columns, name="edition_columns"),
    path("editions/new/", edition_views.new, name="new_edition"),
    path("editions/<int:pk>/", edition_views.edition, name="edition"),
    path("editions/<int:pk>/progress/", edition_views.progress, name="edition_progress"),
    path(
        "editions/<int:pk>/put-in-force/", edition_views.put_in_force, name="put_edition_in_force"
    ),
    path("editions/<int:pk>/discard/", edition_views.discard, name="discard_edition"),
    path("<str:number>/", views.licence, name="licence"),
    path("<str:number>/revoke/", views.revoke, name="revoke"),
    path("<str:number>/take-over/", edition_views.take_over, name="take_over"),
]
