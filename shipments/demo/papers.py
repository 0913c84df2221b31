"""Stand-in scans: one-page PDFs that say what they stand for."""

import hashlib
import io
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from compliance.accounts.models import User
from compliance.law.declaration import Attachment as FrozenAttachment
from enduse.models import EndUseStatement
from shipments.models import Attachment, FollowUpReport, Shipment

A4 = (595, 842)
PAST_KINDS = ("contract", "invoice", "packing_list", "end_use_certificate", "licence_scan")
KINDS = ("contract", "invoice", "packing_list", "technical_statement", "end_use_certificate")


@cache
def paper(title: str) -> bytes:
    """A one-page A4 PDF with that title in its metadata."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(*A4)
    writer.add_metadata({"/Title": title})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def attach_papers(shipment: Shipment, by: User, kinds: tuple[str, ...] = KINDS) -> None:
    """Attach a stand-in for each kind and for the signed scan of the statement."""
    Attachment.objects.bulk_create(
        _stand_in(
            kind,
            ContentFile(paper(kind), f"{kind}.pdf"),
            by,
            shipment=shipment,
            number=shipment.contract_no if kind == "contract" else shipment.invoice_no,
        )
        for kind in (*kinds, "licence_scan")
    )


def frozen_papers(contract_no: str) -> tuple[FrozenAttachment, ...]:
    """The stand-ins that a declaration of the past names."""
    return tuple(
        FrozenAttachment(
            kind, f"{kind}.pdf", hashlib.sha256(paper(kind)).hexdigest(), len(paper(kind)), number
        )
        for kind in PAST_KINDS
        for number in [contract_no if kind == "contract" else ""]
    )


def attachment_rows(shipment: Shipment, by: User) -> list[Attachment]:
    """The same as unsaved rows; all of a kind share one file."""
    return [
        _stand_in(each.kind, _kept(each.kind), by, shipment=shipment, number=each.number)
        for each in frozen_papers(shipment.contract_no)
    ]


def report_paper(report: FollowUpReport, kind: str) -> Attachment:
    """The stand-in that bears out a report, unsaved."""
    return _stand_in(kind, _kept(kind), report.by, shipment=report.shipment, report=report)


def _stand_in(kind: str, file: str | ContentFile, by: User, **other: Any) -> Attachment:
    content = paper(kind)
    return Attachment(
        kind=kind,
        filename=f"{kind}.pdf",
        file=file,
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        **other,
    )


def _kept(kind: str) -> str:
    """The name under which the stand-in of that kind lies in the store."""
    name = f"attachments/demo/{kind}.pdf"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(paper(kind)))
    return name


def sign_statement(statement: EndUseStatement) -> None:
    """Save the statement with a stand-in scan behind it."""
    content = paper("statement")
    statement.scan_name, statement.scan_size = "statement.pdf", len(content)
    statement.scan_sha256 = hashlib.sha256(content).hexdigest()
    statement.scan.save("statement.pdf", ContentFile(content), save=True)
