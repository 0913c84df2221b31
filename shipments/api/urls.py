"""Addresses of the API."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from shipments.api.account import AccountView
from shipments.api.address_book import GoodsViewSet, PartyViewSet, TemplateViewSet
from shipments.api.attachments import AttachmentView
from shipments.api.balances import BalancesView
from shipments.api.codes import CodesView
from shipments.api.description import docs
from shipments.api.end_user_entries import FiguresView, StoryView, VerdictsView
from shipments.api.end_users import EndUsersView, EndUserView
from shipments.api.flows import FlowsView, MinistryReportView, SignsView
from shipments.api.handed_in import HandInView
from shipments.api.history import RevisionsView, RevisionView, TimelineView
from shipments.api.licences import LicenceViewSet
from shipments.api.messages import MessageExportView, MessageImportView, ReceiptView
from shipments.api.own_end_users import OwnEndUserViewSet, OwnSiteViewSet
from shipments.api.papers import DocumentView, PrintsView, PrintView
from shipments.api.schema import KeptGenerator
from shipments.api.statements import StatementViewSet
from shipments.api.tables import TableViewSet
from shipments.api.tokens import TokenView
from shipments.api.views import ShipmentViewSet
from shipments.api.webhooks import WebhookViewSet

router = SimpleRouter()
router.register("webhooks", WebhookViewSet, basename="webhook")
router.register("tables", TableViewSet, basename="table")
router.register("statements", StatementViewSet, basename="statement")
router.register("own-end-users", OwnEndUserViewSet, basename="own_end_user")
router.register("own-sites", OwnSiteViewSet, basename="own_site")
router.register("parties", PartyViewSet, basename="party")
router.register("goods", GoodsViewSet, basename="goods")
router.register("templates", TemplateViewSet, basename="template")
router.register("licences", LicenceViewSet, basename="licence")
router.register("shipments", ShipmentViewSet, basename="shipment")

app_name = "api"
urlpatterns = [
    path("", include(router.urls)),
    path("codes/<str:table>/", CodesView.as_view(), name="codes"),
    path("messages/", MessageImportView.as_view(), name="messages"),
    path("shipments/<str:reference>/message/", MessageExportView.as_view(), name="message"),
    path("shipments/<str:reference>/timeline/", TimelineView.as_view(), name="timeline"),
    path("shipments/<str:reference>/revisions/", RevisionsView.as_view(), name="revisions"),
    path(
        "shipments/<str:reference>/revisions/<int:number>/", RevisionView.as_view(), name="revision"
    ),
    path("shipments/<str:reference>/receipts/", ReceiptView.as_view(), name="receipts"),
    path("shipments/<str:reference>/add-papers/", HandInView.as_view(), name="add_papers"),
    path(
        "shipments/<str:reference>/attachments/<int:pk>/",
        AttachmentView.as_view(),
        name="attachment",
    ),
    path("shipments/<str:reference>/prints/", PrintsView.as_view(), name="prints"),
    path("shipments/<str:reference>/prints/<str:token>/", PrintView.as_view(), name="print"),
    path("documents/<int:pk>/", DocumentView.as_view(), name="document"),
    path("end-users/", EndUsersView.as_view(), name="end_users"),
    path("end-users/<int:pk>/", EndUserView.as_view(), name="end_user"),
    path("end-users/<int:pk>/figures/", FiguresView.as_view(), name="end_user_figures"),
    path("end-users/<int:pk>/verdicts/", VerdictsView.as_view(), name="end_user_verdicts"),
    path("end-users/<int:pk>/story/", StoryView.as_view(), name="end_user_story"),
    path("flows/", FlowsView.as_view(), name="flows"),
    path("flows/balances/", BalancesView.as_view(), name="balances"),
    path("flows/signs/", SignsView.as_view(), name="flow_signs"),
    path("flows/report/", MinistryReportView.as_view(), name="ministry_report"),
    path("account/", AccountView.as_view(), name="account"),
    path("token/", TokenView.as_view(), name="token"),
    path("schema/", SpectacularAPIView.as_view(generator_class=KeptGenerator), name="schema"),
    path("docs/", docs, name="docs"),
]
