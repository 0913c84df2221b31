"""The files of a declaration, each beside the declared values that it should bear out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.law.declaration import Attachment, Declaration
from compliance.law.policy import Policy
from shipments.labels import label_of, value_text
from shipments.models import Preview
from shipments.previews.reading import previews_of
from shipments.review.beside import Fact

HEADER = {
    "invoice": ("invoice_no", "incoterm", "declared_total"),
    "packing_list": ("packing", "packages", "gross_weight_kg", "net_weight_kg", "marks"),
    "bill_of_lading": (
        *("bill_no", "transport_name", "voyage_no", "destination_port"),
        *("packages", "gross_weight_kg"),
    ),
    "contract": ("contract_no", "contract_date", "incoterm", "trading_country", "declared_total"),
}
STATEMENT = {
    "end_use_certificate": (
        *("end_user_name_en", "site_address", "end_use", "end_use_detail", "quantity_kg"),
        *("annual_consumption_kg", "signed_on"),
    ),
}
LINES = {
    "technical_statement": ("material", "form", "purity_percent", "composition", "cas"),
    "test_report": ("purity_percent", "composition", "lot_numbers"),
    "licence_scan": ("licence_no", "control_code", "net_weight_kg"),
    "invoice": ("unit_price", "total_price"),
}


@dataclass(frozen=True)
class PaperBeside:
    """A file with the values to look for in it."""

    attachment: Attachment
    values: tuple[Fact, ...]


Drawn = list[tuple[PaperBeside, Preview | None]]


def papers_beside(declaration: Declaration, policy: Policy) -> list[PaperBeside]:
    """Every attached file, in the order of the declaration."""
    return [
        PaperBeside(each, tuple(_values(each.kind, declaration, policy)))
        for each in declaration.attachments
    ]


def drawn_beside(papers: Sequence[PaperBeside]) -> Drawn:
    """Each paper with what was drawn of it, None where nothing was tried. One query."""
    drawn = previews_of(paper.attachment.sha256 for paper in papers)
    return [(paper, drawn.get(paper.attachment.sha256)) for paper in papers]


def _values(kind: str, declaration: Declaration, policy: Policy) -> list[Fact]:
    values = [
        *_given(declaration, HEADER.get(kind, ()), policy),
        *_of_statements(kind, declaration, policy),
    ]
    for line in declaration.lines:
        where = f"{label_of('number')} {line.number} · "
        values += _given(line, LINES.get(kind, ()), policy, where)
    return values


def _of_statements(kind: str, declaration: Declaration, policy: Policy) -> list[Fact]:
    """Each by its number where there are several."""
    several = bool(declaration.further_statements)
    found: list[Fact] = []
    for statement in declaration.all_statements:
        where = f"{statement.number} · " if several else ""
        found += _given(statement, STATEMENT.get(kind, ()), policy, where)
    return found


def _given(holder: Any, names: Iterable[str], policy: Policy, where: str = "") -> list[Fact]:
    values = ((name, value_text(name, getattr(holder, name), policy)) for name in names)
    return [Fact(f"{where}{label_of(name)}", value) for name, value in values if value]
