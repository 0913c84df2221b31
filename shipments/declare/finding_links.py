"""Where in a draft a finding is put right: the page and, where it names one, the field."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse

from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from shipments.declare.sections import SECTIONS
from shipments.models import Shipment
from shipments.screening.wording import FindingView


def linked(findings: Iterable[FindingView], shipment: Shipment) -> list[FindingView]:
    """The findings, each with the address of what it speaks of; "" where that is the whole."""
    parties = {party.ref: party.pk for party in shipment.parties.all()}
    lines = {line.number: line.pk for line in shipment.lines.all()}
    return [replace(each, address=_address(each, shipment, parties, lines)) for each in findings]


def _address(
    finding: FindingView, shipment: Shipment, parties: dict[str, int], lines: dict[int, int]
) -> str:
    name, reference = finding.field_name, shipment.reference
    if finding.line in lines:
        page = reverse("declare:line", args=[reference, lines[finding.line]])
        return page + (f"#id_{name}" if name in LINE else "")
    if finding.party_ref in parties:
        page = reverse("declare:party", args=[reference, parties[finding.party_ref]])
        return page + (f"#id_{name}" if name in PARTY else "")
    for section in SECTIONS.values():
        if name in {field.name for field in section.fields} & set(HEADER):
            return f"{section.address(shipment)}#id_{name}"
    return SECTIONS["end-use"].address(shipment) if finding.rule.startswith("EUS") else ""
