"""Addresses of the exporter."""

from django.urls import path

from shipments.declare.views import (
    address_book,
    attachments,
    drafts,
    goods,
    lists,
    parties,
    revisions,
    submission,
    templates,
)

app_name = "declare"
urlpatterns = [
    path("", lists.shipments, name="shipments"),
    path("new/", drafts.new, name="new"),
    path("start/", templates.start, name="start"),
    path("templates/<int:pk>/", templates.rename, name="template"),
    path("templates/<int:pk>/remove/", templates.remove, name="remove_template"),
    path("shipments.csv", lists.download, name="download_list"),
    path("shipments.xlsx", lists.download_workbook, name="download_workbook"),
    path("address-book/", address_book.show, name="address_book"),
    path("address-book/<str:kind>/add/", address_book.add, name="add_entry"),
    path("address-book/<str:kind>/<int:pk>/", address_book.edit, name="entry"),
    path("address-book/<str:kind>/<int:pk>/remove/", address_book.remove, name="remove_entry"),
    path("<str:reference>/", drafts.show, name="shipment"),
    path("<str:reference>/delete/", drafts.delete, name="delete"),
    path("<str:reference>/keep/", templates.keep, name="keep"),
    path("<str:reference>/copy/", drafts.copy, name="copy"),
    path("<str:reference>/parties/", parties.show, name="parties"),
    path("<str:reference>/parties/add/<str:role>/", parties.add, name="add_party"),
    path("<str:reference>/parties/<int:pk>/", parties.edit, name="party"),
    path("<str:reference>/parties/<int:pk>/remove/", parties.remove, name="remove_party"),
    path("<str:reference>/goods/", goods.show, name="goods"),
    path("<str:reference>/goods/add/", goods.add, name="add_line"),
    path("<str:reference>/goods/<int:pk>/", goods.edit, name="line"),
    path("<str:reference>/goods/<int:pk>/elements/", goods.elements, name="elements"),
    path("<str:reference>/goods/<int:pk>/remove/", goods.remove, name="remove_line"),
    path("<str:reference>/end-use/", drafts.end_use, name="end_use"),
    path("<str:reference>/attachments/", attachments.show, name="attachments"),
    path(
        "<str:reference>/attachments/<int:pk>/remove/", attachments.remove, name="remove_attachment"
    ),
    path("<str:reference>/attachments/<str:sha256>/", attachments.download, name="attachment"),
    path("<str:reference>/check/", submission.check, name="check"),
    path("<str:reference>/submit/", submission.submit, name="submit"),
    path("<str:reference>/withdraw/", submission.withdraw, name="withdraw"),
    path("<str:reference>/amend/", submission.amend, name="amend"),
    path("<str:reference>/answer/", submission.answer, name="answer"),
    path("<str:reference>/supplement/", submission.supplement, name="supplement"),
    path("<str:reference>/add-papers/", submission.add_papers, name="add_papers"),
    path("<str:reference>/revisions/<int:number>/", revisions.revision, name="revision"),
    path("<str:reference>/<str:name>/", drafts.section, name="section"),
]
