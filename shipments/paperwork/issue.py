"""What a paper says besides the declaration: its number, when and by which office it was issued,
and the decision behind it. Never an officer's name, an internal reason or an undisclosed kind."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse

from compliance.codes.tables import CUSTOMS_OFFICES
from shipments.models import Decision, Document


@dataclass(frozen=True)
class Issue:
    """One issue of one paper. `hold_kind` is "" unless the exporter may know it; times are
    aware, `hold_until` a legal date, `verification_url` absolute."""

    document_no: str
    reference: str
    declaration_no: str
    revision: int
    issued_at: datetime
    verification_code: str
    verification_url: str
    office_code: str
    office_zh: str
    office_en: str
    audit_head: str = ""
    message: str = ""
    hold_kind: str = ""
    hold_since: datetime | None = None
    hold_until: date | None = None


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
        **_decision_part(document.decision),
    )


def office_line(code: str) -> str:
    """The office as the form's head has it: （洋山海关）."""
    found = CUSTOMS_OFFICES.get(code)
    name = found.name_zh if found else code
    return f"（{name.removesuffix('海关')}海关）"


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
