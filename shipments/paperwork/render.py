"""A paper as PDF bytes: the same declaration and issue give the same bytes in any process.

Templates carry no clock and no path, fonts are asked for by name, the file identifier comes from
the content, and nothing but data: addresses may be fetched.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.document import Document as Layout
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from compliance.law.declaration import Declaration
from shipments.models import DocumentKind
from shipments.paperwork import boxes, certificate, goods, notices
from shipments.paperwork.issue import Issue, office_line
from shipments.paperwork.wording import SHANGHAI, moment

LINES_PER_PAGE = 6  # dashed rows on the official form
ANNEX = "annex"
PORTRAIT, LANDSCAPE = "paperwork/paper/portrait.css", "paperwork/paper/declaration.css"


def render_pdf(kind: str, declaration: Declaration, issue: Issue) -> bytes:
    """The paper of that kind (a DocumentKind) as tagged PDF/UA-1 with fixed identifier and dates.

    Raises ValueError for a certificate without a statement.
    """
    with translation.override("zh-hans"):
        lay_out = _OF_THEIR_OWN.get(DocumentKind(kind), _notice)
        layout = lay_out(DocumentKind(kind), declaration, issue)
    identifier = hashlib.sha256(issue.document_no.encode()).digest()[:16]
    return layout.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)


def _declaration(kind: DocumentKind, declaration: Declaration, issue: Issue) -> Layout:
    """Empty rows complete a short form, as many as do not start a second page."""
    context = _declaration_context(declaration, issue)
    blank = max(LINES_PER_PAGE - len(declaration.lines), 0)
    for rows in range(blank, -1, -1):
        layout = _lay_out("declaration", LANDSCAPE, {**context, "blank_rows": range(rows)})
        if _form_pages(layout) == 1:
            break
    return layout


def _declaration_context(declaration: Declaration, issue: Issue) -> dict[str, Any]:
    return {
        **_shared(declaration, issue),
        "office_line": office_line(declaration.declaring_customs),
        "rows": boxes.boxes(declaration),
        "items": [goods.item_row(line) for line in declaration.lines],
        "promises": boxes.promises(declaration),
        "released_on": issue.issued_at.astimezone(SHANGHAI).date().isoformat(),
        "facts": goods.header_facts(declaration),
        "particulars": [(line, goods.particulars(line)) for line in declaration.lines],
        "people": goods.people(declaration),
        "files": [goods.file_line(file) for file in declaration.attachments],
    }


def _certificate(kind: DocumentKind, declaration: Declaration, issue: Issue) -> Layout:
    context = {
        "heading_facts": certificate.heading_facts(declaration),
        "sections": certificate.sections(declaration),
        "promises": certificate.promises(declaration),
        "signature": certificate.signature(declaration),
    }
    return _lay_out("certificate", PORTRAIT, {**_shared(declaration, issue), **context})


def _notice(kind: DocumentKind, declaration: Declaration, issue: Issue) -> Layout:
    context = {
        "notice": notices.notice(kind, issue),
        "consignee": declaration.party("consignee"),
        "lines": [(line, goods.item_row(line)) for line in declaration.lines],
    }
    return _lay_out("notice", PORTRAIT, {**_shared(declaration, issue), **context})


_OF_THEIR_OWN: dict[DocumentKind, Callable[[DocumentKind, Declaration, Issue], Layout]] = {
    DocumentKind.DECLARATION: _declaration,
    DocumentKind.END_USE_CERTIFICATE: _certificate,
}


def _shared(declaration: Declaration, issue: Issue) -> dict[str, Any]:
    return {
        "declaration": declaration,
        "issue": issue,
        "issued_at": moment(issue.issued_at),
        "created": issue.issued_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "qr": segno.make(issue.verification_url, error="m", micro=False).svg_data_uri(border=0),
    }


def _lay_out(name: str, css: str, context: dict[str, Any]) -> Layout:
    html = render_to_string(f"paperwork/paper/{name}.html", context)
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    return page.render(font_config=_fonts(), stylesheets=[_stylesheet(css)])


def _form_pages(layout: Layout) -> int:
    """Pages before the annex."""
    return next(n for n, page in enumerate(layout.pages) if ANNEX in page.anchors)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheet(name: str) -> CSS:
    return CSS(string=render_to_string(name), font_config=_fonts())
