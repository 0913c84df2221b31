"""The list of a shipment's papers as `paperwork/_documents.html` shows it."""

from typing import Any

from compliance.accounts.models import User
from compliance.accounts.roles import CASE_READERS
from shipments.models import Document, Shipment
from shipments.paperwork.on_request import may_be_asked


def listing(shipment: Shipment, user: User) -> dict[str, Any]:
    """Papers, newest revision first; whether any is still being made; who may retry; what the
    reader may ask for."""
    papers = Document.objects.filter(shipment=shipment).told_to(user)
    papers = papers.select_related("revision", "shipment")
    documents = list(papers.order_by("-revision__number", "pk"))
    return {
        "shipment": shipment,
        "documents": documents,
        "unfinished": any(document.is_unfinished for document in documents),
        "may_copy": user.role in CASE_READERS,
        "may_retry": user.is_exporter or user.is_officer,
        "askable": may_be_asked(shipment, user),
    }
