"""Addresses of lists and listed parties."""

from django.urls import path

from compliance.parties.views import imports, lists, search

app_name = "parties"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("search/", search.search, name="search"),
    path("entries/<int:pk>/", lists.entry, name="entry"),
    path("uploads/<int:pk>/", imports.preview, name="preview"),
    path("uploads/<int:pk>/progress/", imports.progress, name="progress"),
    path("uploads/<int:pk>/put-in-force/", imports.put_in_force, name="put_in_force"),
    path("uploads/<int:pk>/discard/", imports.discard, name="discard"),
    path("alarms/<int:pk>/clear/", lists.clear, name="clear_alarm"),
    path("alarms/<int:pk>/propose/", lists.propose, name="propose_smaller"),
    path("alarms/<int:pk>/accept/", lists.accept, name="accept_smaller"),
    path("<slug:list_code>/", lists.history, name="list"),
    path("<slug:list_code>/upload/", imports.upload, name="upload"),
    path("<slug:list_code>/unchanged/", lists.report_unchanged, name="report_unchanged"),
    path("<slug:list_code>/confirm/", lists.confirm, name="confirm"),
    path("<slug:list_code>/<int:number>/", lists.version, name="version"),
]
