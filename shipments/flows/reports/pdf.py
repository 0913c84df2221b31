"""A report as PDF bytes: the same content and issue give the same bytes in any process."""

import hashlib

from django.template.loader import render_to_string
from django.utils import translation

from shipments.flows.reports.content import LANGUAGES, Content, as_shown
from shipments.paperwork.render import laid_out, stylesheet

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
    layout = laid_out(html, [stylesheet(f"{FOLDER}/report.css")])
    identifier = hashlib.sha256(f"{number}{language}".encode()).digest()[:16]
    bytes_: bytes = layout.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return bytes_
