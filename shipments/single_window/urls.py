"""Addresses of the exchange with the Single Window."""

from django.urls import path

from shipments.single_window import views

app_name = "single_window"
urlpatterns = [
    path("", views.bring_in_message, name="import"),
    path("schema/<str:version>.xsd", views.schema, name="schema"),
    path("<str:reference>/", views.show, name="shipment"),
    path("<str:reference>/message.xml", views.download, name="message"),
    path("<str:reference>/receipt/", views.add_receipt, name="receipt"),
]
