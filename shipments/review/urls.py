"""Addresses of the officer and the auditor."""

from django.urls import path

from shipments.review.views import (
    bulk,
    cases,
    histories,
    lists,
    matches,
    notes,
    office,
    previews,
    revisions,
    saved,
    verdicts,
)

app_name = "review"
urlpatterns = [
    path("", lists.queue, name="queue"),
    path("next/", lists.take_next, name="next"),
    path("office/", office.office, name="office"),
    path("bulk/", bulk.bulk_apply, name="bulk"),
    path("views/", saved.keep_view, name="keep_view"),
    path("views/<int:pk>/drop/", saved.drop_view, name="drop_view"),
    path("shipments/", lists.search, name="search"),
    path("departures/", lists.departures, name="departures"),
    path("parties/", histories.party, name="party"),
    path("verdicts/", verdicts.verdicts, name="verdicts"),
    path("verdicts/<int:pk>/", verdicts.verdict, name="verdict"),
    path("listed/<slug:list_code>/<path:entry_key>/", histories.entry, name="entry"),
    path("<str:reference>/", cases.case, name="case"),
    path("<str:reference>/note/", notes.note, name="note"),
    path("<str:reference>/claim/", cases.claim, name="claim"),
    path("<str:reference>/unclaim/", cases.unclaim, name="unclaim"),
    path("<str:reference>/unpark/", cases.unpark, name="unpark"),
    path("<str:reference>/rescreen/", cases.screen_again, name="rescreen"),
    path(
        "<str:reference>/matches/<str:party_ref>/<str:list_code>/<path:entry_key>/",
        matches.match,
        name="match",
    ),
    path(
        "<str:reference>/files/<str:sha256>/<int:page>/",
        previews.preview,
        name="preview",
    ),
    path("<str:reference>/revisions/<int:number>/", revisions.revision, name="revision"),
    path("<str:reference>/<slug:slug>/", cases.decide, name="decide"),
]
