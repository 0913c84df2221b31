"""The road's addresses, a module per stage."""

from django.urls import include, path

urlpatterns = [
    path("", include("shipments.screening.urls")),
    path("rehearsals/", include("shipments.rehearsal.urls")),
    path("flows/", include("shipments.flows.urls")),
    path("end-users/", include("shipments.end_users.urls")),
    path("follow-up/", include("shipments.follow_up.urls")),
    path("advisories/", include("shipments.advisories.urls")),
    path("licences/", include("shipments.licences.urls")),
    path("single-window/", include("shipments.single_window.urls")),
    path("bulk/", include("shipments.bulk.urls")),
    path("shipments/", include("shipments.declare.urls")),
    path("review/", include("shipments.review.urls")),
    path("webhooks/", include("shipments.webhooks.urls")),
    path("help/", include("shipments.help.urls")),
    path("documents/", include("shipments.paperwork.urls")),
]
