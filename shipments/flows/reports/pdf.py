"""A report as PDF bytes: the same content and issue give the same bytes in any process."""

import hashlib
from functools import cache

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from shipments.flows.reports.content import LANGUAGES, Content, as_shown

FOLDER = "flows/report"


def render_pdf(content: Content, language: str, number: str, made_at: str, sha256: str) -> bytes:
    """Tagged PDF/UA-1 in "zh" or "en"; `made_at` is an ISO time, `sha256` that of the content."""
    context = {
        "language": LANGUAGES[language],
        "number": number,
        "made_at": made_at,
        "sha256": sha256,
        **as_shown(content, language),
    }
    with translation.override(LANGUAGES[language]):
        html = render_to_string(f"{FOLDER}/report.html", context)
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    layout = page.render(font_config=_fonts(), stylesheets=[_stylesheet()])
    identifier = hashlib.sha256(f"{number}{language}".encode()).digest()[:16]
    bytes_: bytes = layout.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return bytes_


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheet() -> CSS:
    return CSS(string=render_to_string(f"{FOLDER}/report.css"), font_config=_fonts())
