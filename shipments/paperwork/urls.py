"""Addresses of the papers."""

from django.urls import path

from shipments.paperwork import retention_views, views

app_name = "paperwork"
urlpatterns = [
    path("verify/", views.verify_paper, name="verify"),
    path("certificates.pem", views.certificates, name="certificates"),
    path("retention/", retention_views.overview, name="retention"),
    path("retention/act/", retention_views.act, name="retention_act"),
    path("retention/<str:reference>/sign/", retention_views.sign, name="retention_sign"),
    path("evidence/", views.choose_evidence, name="choose_evidence"),
    path("of/<str:reference>/", views.documents_of, name="of"),
    path("of/<str:reference>/ask/", views.ask, name="ask"),
    path("of/<str:reference>/draft/<str:token>/", views.draft, name="draft"),
    path("of/<str:reference>/evidence.zip", views.evidence, name="evidence"),
    path("<int:pk>/", views.download, name="download"),
    path("<int:pk>/retry/", views.retry, name="retry"),
    path("<int:pk>/copy/", views.ask_copy, name="ask_copy"),
    path("<int:pk>/copy/<str:token>/", views.copy, name="copy"),
]
