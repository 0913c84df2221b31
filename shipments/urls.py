"""The road's addresses, a module per stage."""

from django.urls import include, path

urlpatterns = [
    path("licences/", include("shipments.licences.urls")),
    path("shipments/", include("shipments.declare.urls")),
    path("review/", include("shipments.review.urls")),
    path("documents/", include("shipments.paperwork.urls")),
]
