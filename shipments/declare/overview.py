"""Everything declared, page by page as it was filled in: what the dictionary names, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from compliance.declared.field import Field
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT
from compliance.law.declaration import Declaration, Fee
from compliance.law.default_policy import default_policy
from shipments.declare.forms.header import promises_of
from shipments.declare.sections import SECTIONS
from shipments.labels import field_label, field_text, value_text
from shipments.models import PartyRole, Shipment

CHINESE = "zh-Hans"
ORGANISED = ("parties", "goods", "end-use", "attachments")
"""Sections that show rows of their own, not fields of the header."""
STATED = [field for field in STATEMENT.values() if field.name != "scan_sha256"]


@dataclass(frozen=True)
class Row:
    """One value with its label; `lang` where the value is not in the page's language."""

    label: Any
    text: str
    lang: str = ""


def content_page(declaration: Declaration, shipment: Shipment | None = None) -> dict[str, Any]:
    """The context of templates/declare/_content.html, with links to change it for a draft."""
    return {
        "declaration": declaration,
        "parties": [
            (PartyRole(party.role).label, rows_of(PARTY.values(), party))
            for party in declaration.parties
        ],
        "lines": [(line, rows_of(LINE.values(), line)) for line in declaration.lines],
        "sections": [
            (
                section,
                list(_header_rows(section.fields, declaration)),
                section.address(shipment) if shipment else "",
            )
            for section in SECTIONS.values()
            if section.name not in ORGANISED
        ],
        "addresses": {
            name.replace("-", "_"): SECTIONS[name].address(shipment)
            for name in ORGANISED
            if shipment
        },
        "statements": [
            (
                [line.number for line in part.lines] if declaration.further_statements else [],
                rows_of(STATED, part.statement, blank=True),
            )
            for part in declaration.by_statement()
            if part.statement
        ],
    }


def rows_of(fields: Iterable[Field], declared: Any, *, blank: bool = False) -> list[Row]:
    """Every field of the value that was given; with `blank` also the others."""
    rows = (_row(field, declared) for field in fields)
    return [row for row in rows if row.text or blank]


def _header_rows(fields: Iterable[Field], declaration: Declaration) -> Iterable[Row]:
    """Each field, but a charge and the answers about the price as a person says them."""
    for field in fields:
        owner, _dot, name = field.place.rpartition(".")
        holder = getattr(declaration, owner) if owner else declaration
        if field.name == "price_promises":
            yield from (Row(*each) for each in promises_of(declaration.price_promises))
        elif not isinstance(holder, Fee):
            yield _row(field, declaration)
        elif name == "amount" and holder.mark:
            yield Row(field_label(field), _charge(holder))


def _row(field: Field, declared: Any) -> Row:
    is_chinese = field.name.endswith("_zh") or field.name == "specification"
    text = field_text(field, declared, default_policy())
    return Row(field_label(field), text, CHINESE if is_chinese else "")


def _charge(fee: Fee) -> str:
    """3 Total 1,800 USD."""
    policy = default_policy()
    basis = value_text("mark", fee.mark, policy)
    return " ".join(filter(None, (basis, value_text("amount", fee.amount, policy), fee.currency)))
