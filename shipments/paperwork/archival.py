"""A laid-out paper as PDF/A-3u and PDF/UA-1 in one file, with small fonts and files inside.

WeasyPrint writes either; what the other one needs is added before the file is closed. PDF/A knows
the mark of PDF/UA only where the file describes it (ISO 19005-3, 6.6.2.3).
"""

import io
from datetime import UTC
from typing import Any

import pydyf
import uharfbuzz
from fontTools.ttLib import TTFont
from weasyprint import Attachment
from weasyprint.document import Document as Layout

from shipments.papers.paper import Carried, Issue

UA_MARK = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
END = b"</rdf:RDF>"
SUBSETTING = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING


def write_archival(layout: Layout, identifier: bytes, issue: Issue) -> bytes:
    """The file; `identifier` are the 16 bytes that name it, dates are the issue's."""
    return layout.write_pdf(
        pdf_variant="pdf/a-3u",
        pdf_tags=True,
        pdf_identifier=identifier,
        attachments=[_attachment(each, issue) for each in issue.carried],
        finisher=_finish,
    )


def _attachment(file: Carried, issue: Issue) -> Attachment:
    moment = issue.issued_at.astimezone(UTC)
    return Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        created=moment,
        modified=moment,
        relationship="Source",
    )


def _finish(layout: Layout, pdf: pydyf.PDF) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    text = b"\n".join(metadata.stream)
    metadata.stream = [text.replace(END, UA_MARK + END)]
    if "AF" in pdf.catalog:  # each file was named twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for descriptor in pdf.objects:
        if isinstance(descriptor, dict) and "FontFile3" in descriptor:
            glyphs = _glyphs(layout, descriptor["FontName"])
            _make_smaller(_object(pdf, descriptor["FontFile3"]), glyphs)
    pdf.objects[1:] = map(
        _Written, pdf.objects[1:]
    )  # the first one is none: it heads the free ones


class _Written(pydyf.Object):
    """An object as its bytes: asked for twice, for the file and for the sum that identifies it."""

    data = b""
    compressible = False

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.compressible = made.compressible
        self.data = made.data


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _glyphs(layout: Layout, name: bytes) -> set[int]:
    """All sizes of a font share one file."""
    fonts = (font for font in layout.fonts.values() if font.name == name)
    return {glyph for font in fonts for glyph in font.to_unicode}


def _make_smaller(file: pydyf.Stream, glyphs: set[int]) -> None:
    """WeasyPrint keeps an empty place for each of 60,000 glyphs, 150 kB in all. Where a font tells
    its glyphs by number (CID-keyed), those in use are enough, and nothing but their outlines."""
    face = uharfbuzz.Face(file.stream[0])
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = SUBSETTING
    outlines = TTFont(io.BytesIO(uharfbuzz.subset(face, wanted).blob.data)).reader
    content = outlines["CFF "]
    if b"Adobe" not in content[:200]:
        return
    file.stream = [content]
    file.extra["Subtype"] = "/CIDFontType0C"
