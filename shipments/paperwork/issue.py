"""What a paper says besides the declaration: its number, when and by which office it was issued,
and the decision behind it. Never an officer's name, an internal reason or an undisclosed kind."""

from urllib.parse import urlencode

from django.urls import reverse

from shipments.models import Decision, Document
from shipments.papers.paper import Issue
from shipments.papers.wording import Bilingual
from shipments.paperwork.carried import carried_by


def issue_of(document: Document) -> Issue:
    """The issue of a stored document (joined by DocumentQuerySet.with_case)."""
    shipment = document.shipment
    office = shipment.office
    return Issue(
        document_no=document.number,
        reference=shipment.reference,
        declaration_no=document.revision.content.get("declaration_no") or "",
        revision=document.revision.number,
        issued_at=document.issued_at,
        verification_code=document.verification_code,
        verification_url=_verification_url(document),
        office_code=office.code if office else "",
        office_zh=office.name_zh if office else "",
        office_en=office.name_en if office else "",
        audit_head=document.audit_head,
        checkpoint=document.checkpoint,
        layout=document.layout,
        carried=carried_by(document),
        edition=document.edition,
        basis=tuple(Bilingual(*each) for each in document.basis),
        details=document.details,
        **_decision_part(document.decision),
    )


def _verification_url(document: Document) -> str:
    asked = {"code": document.verification_code, "reference": document.shipment.reference}
    return f"{document.site_url}{reverse('paperwork:verify')}?{urlencode(asked)}"


def _decision_part(decision: Decision | None) -> dict:
    if decision is None:
        return {}
    hold = getattr(decision, "hold", None)
    if hold is None:
        return {"message": decision.message}
    return {
        "message": decision.message,
        "hold_kind": hold.kind if hold.is_disclosed else "",
        "hold_since": hold.since,
        "hold_until": hold.until,
    }
