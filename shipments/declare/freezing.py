"""From the live rows of a draft to the frozen Declaration that customs judges.

What is copied stands in compliance.declared; here stands only what nobody fills in.
"""

from datetime import date

from compliance.accounts.models import Exporter
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT
from compliance.law import declaration as law
from shipments.declare.covering import covering
from shipments.models import Shipment


def declaration_of(shipment: Shipment, revision_no: int, declared_on: date) -> law.Declaration:
    """The draft as one frozen value. Reads parties, lines, attachments and statement."""
    lines = list(shipment.lines.all())
    covered = covering(shipment, lines)
    frozen: law.Declaration = HEADER.frozen(
        shipment,
        reference=shipment.reference,
        declaration_no=shipment.declaration_no or "",
        revision=revision_no,
        declared_on=declared_on,
        exporter=_exporter(shipment.exporter),
        parties=tuple(
            PARTY.frozen(party, ref=party.ref, role=party.role) for party in shipment.parties.all()
        ),
        lines=tuple(LINE.frozen(line, number=line.number) for line in lines),
        attachments=tuple(
            law.Attachment(each.kind, each.filename, each.sha256, each.size, each.number)
            for each in shipment.attachments.all()
            if each.removed_at is None
        ),
        statement=STATEMENT.frozen(covered.first) if covered.first else None,
        further_statements=tuple(STATEMENT.frozen(each) for each in covered.further),
        filed_by=str(shipment.filed_by or shipment.created_by),
    )
    return frozen


def _exporter(exporter: Exporter) -> law.Organisation:
    return law.Organisation(
        exporter.name_zh,
        exporter.name_en,
        exporter.uscc,
        exporter.customs_code,
        exporter.address,
        exporter.phone,
    )
