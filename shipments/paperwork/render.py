"""A paper as PDF bytes: the same declaration and issue give the same bytes in any process.

Signing comes after (signing/), and leaves these bytes as they are at the file's beginning.
Templates carry no clock and no path, fonts are asked for by name, the file identifier comes from
the content, and nothing but data: addresses may be fetched.
"""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
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
from shipments.papers import PAPERS, Paper
from shipments.papers.paper import Issue
from shipments.papers.wording import SHANGHAI, moment
from shipments.paperwork.archival import write_archival

ANNEX = "annex"
FOLDER = "paperwork/paper"


def render_pdf(kind: str, declaration: Declaration, issue: Issue) -> bytes:
    """The paper of that kind (of PAPERS) as tagged PDF/UA-1 with fixed identifier and dates, since
    the second layout as PDF/A-3u as well.

    Raises ValueError for a certificate without a statement.
    """
    with _garbage_afterwards():
        return _render(PAPERS[kind], declaration, issue)


@contextmanager
def _garbage_afterwards() -> Iterator[None]:
    """A layout is some 150,000 living objects, over which the collector goes in vain again and
    again: a quarter of the time. Once at the end is enough, and only over what was made since: all
    of it is in the youngest generation."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(0)


def _render(paper: Paper, declaration: Declaration, issue: Issue) -> bytes:
    with translation.override("zh-hans"):
        layout = _lay_out(paper, declaration, issue)
    identifier = hashlib.sha256(issue.document_no.encode()).digest()[:16]
    if issue.layout == 1:
        return layout.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return write_archival(layout, identifier, issue)


def _lay_out(paper: Paper, declaration: Declaration, issue: Issue) -> Layout:
    """Empty rows complete a short form, as many as do not start a second page."""
    context = {**shared_context(declaration, issue), **paper.context(declaration, issue)}
    blank = max(paper.form_rows - len(declaration.lines), 0)
    for rows in range(blank, -1, -1):
        html = render_html(paper, {**context, "blank_rows": range(rows)})
        layout = laid_out(html, _stylesheets(paper, issue))
        if rows == 0 or _form_pages(layout) == 1:
            break
    return layout


def shared_context(declaration: Declaration, issue: Issue) -> dict[str, Any]:
    """What every template has."""
    return {
        "declaration": declaration,
        "issue": issue,
        "issued_at": moment(issue.issued_at),
        "created": issue.issued_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "qr": _qr(issue),
    }


def render_html(paper: Paper, context: dict[str, Any]) -> str:
    """What is laid out."""
    return render_to_string(f"{FOLDER}/{paper.template}.html", context)


def _qr(issue: Issue) -> str:
    """A picture, which all pages share; drawn as lines it cost more than the text."""
    code = segno.make(issue.verification_url, error="m", micro=False)
    if issue.layout == 1:
        return code.svg_data_uri(border=0)
    return code.png_data_uri(scale=8, border=0)


def _stylesheets(paper: Paper, issue: Issue) -> list[CSS]:
    later = range(2, issue.layout + 1)
    names = [paper.stylesheet, *(f"{paper.stylesheet}_{number}" for number in later)]
    if issue.is_draft:
        names.append("draft")
    return [stylesheet(f"{FOLDER}/{name}.css") for name in names]


def laid_out(html: str, stylesheets: list[CSS]) -> Layout:
    """The pages. Nothing is fetched for them."""
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    return page.render(font_config=_fonts(), stylesheets=stylesheets)


def _form_pages(layout: Layout) -> int:
    """Pages before the annex."""
    return next(n for n, page in enumerate(layout.pages) if ANNEX in page.anchors)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def stylesheet(template: str) -> CSS:
    """Read once a process."""
    return CSS(string=render_to_string(template), font_config=_fonts())
