"""An audit copy: the paper as it was issued, with a stamp on each page that says for whom, of which
office, when, and of which original. Made of the original's bytes and never stored: what was issued
stays the only paper, and a copy, with other bytes and without signature, cannot pass for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.template.loader import render_to_string
from pypdf import PageObject, PdfReader, PdfWriter
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from compliance.accounts.models import Role, User
from shipments.models import Document
from shipments.papers.wording import SHANGHAI, Bilingual
from shipments.paperwork.asked_details import in_both
from shipments.paperwork.render import FOLDER

CLAIMS = ("/Metadata", "/AcroForm", "/Perms")
"""What would call the copy an archival file, or signed."""


@dataclass(frozen=True)
class Stamp:
    """What is printed across a copy: for whom, of which office, when; and the original's number,
    verification code and SHA-256."""

    person: str
    office: Bilingual
    at: datetime
    number: str
    code: str
    sha256: str

    @property
    def moment(self) -> str:
        """In China's time, to the second."""
        return f"{self.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S} UTC+8"


def stamp_for(document: Document, person: User, moment: str) -> Stamp:
    """The stamp on a copy that the person asked for at that moment (ISO 8601)."""
    office = person.office
    return Stamp(
        person=str(person),
        office=Bilingual(office.name_zh, office.name_en) if office else _role(person),
        at=datetime.fromisoformat(moment),
        number=document.number,
        code=document.verification_code,
        sha256=document.sha256,
    )


def stamped(original: bytes, stamp: Stamp) -> bytes:
    """The copy as PDF."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(original)))
    sizes: dict[tuple[float, float], PageObject] = {}
    for page in writer.pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        if size not in sizes:
            sizes[size] = _overlay(size, stamp)
        page.pop("/Annots", None)
        page.merge_page(sizes[size])
    for name in CLAIMS:
        writer.root_object.pop(name, None)
    copy = BytesIO()
    writer.write(copy)
    return copy.getvalue()


def _role(person: User) -> Bilingual:
    return Bilingual(*in_both(Role(person.role).label))


def _overlay(size: Sequence[float], stamp: Stamp) -> PageObject:
    context = {"stamp": stamp, "width": f"{size[0]}pt", "height": f"{size[1]}pt"}
    fonts = FontConfiguration()
    style = CSS(string=render_to_string(f"{FOLDER}/copy.css", context), font_config=fonts)
    html = HTML(string=render_to_string(f"{FOLDER}/copy.html", context))
    pdf = html.write_pdf(stylesheets=[style], font_config=fonts)
    return PdfReader(BytesIO(pdf)).pages[0]
