"""A second reader of PDF/A-3u and PDF/UA-1: the clauses that a program can check, on qpdf's and
pypdf's word and never on the writer's. No registry at hand carries veraPDF.

Clause numbers are those of ISO 19005-3:2012 (A) and ISO 14289-1:2014 (UA).
"""

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

X = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
STANDARD_TYPES = set(
    "/Document /Part /Art /Sect /Div /BlockQuote /Caption /NonStruct /P /H1 /H2 /H3 /L /LI /Lbl "
    "/LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span /Figure /Form /Link".split()
)
FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData"}


def faults_in(pdf: bytes) -> list[str]:
    """Each clause that is broken, in words; none for a good file."""
    reader = PdfReader(io.BytesIO(pdf))
    objects = list(_objects(reader))
    root: Any = reader.trailer["/Root"]
    return [
        *_of_the_file(pdf, reader),
        *_of_metadata(reader, root),
        *_of_fonts(objects),
        *_of_pictures(objects),
        *_of_attachments(root, objects),
        *_of_structure(reader, root),
        *_of_content(reader),
    ]


def _objects(reader: PdfReader) -> Iterator[Any]:
    size = int(reader.trailer["/Size"])
    for number in range(1, size):
        try:
            found = reader.get_object(IndirectObject(number, 0, reader))
        except Exception:  # noqa: BLE001 - a number without an object is no fault
            continue
        if isinstance(found, DictionaryObject):
            yield found


def _of_the_file(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", pdf):
        yield "A 6.1.2: header without a binary comment"
    if "/ID" not in reader.trailer:
        yield "A 6.1.3: no file identifier"
    if "/Encrypt" in reader.trailer:
        yield "A 6.1.3: encrypted"
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        checked = subprocess.run(["qpdf", "--check", file.name], capture_output=True, check=False)
    if checked.returncode:
        yield f"qpdf: {checked.stderr.decode()}"


def _of_metadata(reader: PdfReader, root: Any) -> Iterator[str]:
    text = root["/Metadata"].get_object().get_data().decode()
    tree = ElementTree.fromstring(re.sub(r"<\?xpacket.*?\?>", "", text))
    found = _values(tree)
    for space, name, value in (
        ("pdfaid", "part", "3"),
        ("pdfaid", "conformance", "U"),
        ("pdfuaid", "part", "1"),
    ):
        if found.get(f"{{{X[space]}}}{name}") != value:
            yield f"A 6.6.4, UA 5: {space}:{name} is not {value}"
    described = [each.text for each in tree.iterfind(".//pdfaSchema:namespaceURI", X)]
    if X["pdfuaid"] not in described:
        yield "A 6.6.2.3: the schema of pdfuaid is not described"
    if len(tree.findall(f"{RDF}RDF")) != 1:
        yield "XMP: one rdf:RDF"
    yield from _of_information(reader.metadata or {}, tree, found)
    intents = root.get("/OutputIntents", [])
    if [each.get_object()["/S"] for each in intents] != ["/GTS_PDFA1"]:
        yield "A 6.2.3: no output intent"


def _of_information(info: Any, tree: ElementTree.Element, found: dict[str, str]) -> Iterator[str]:
    for key, name in {"/Title": "title", "/Author": "creator", "/Subject": "description"}.items():
        element = tree.find(f".//dc:{name}", X)
        told = "".join(element.itertext()) if element is not None else None
        if told != info.get(key):
            yield f"A 6.6.3: {key} is {info.get(key)} and {told}"
    if not info.get("/Title"):
        yield "UA 7.1: no title"
    if found.get(f"{{{X['pdf']}}}Producer") != info.get("/Producer"):
        yield "A 6.6.3: /Producer differs"


def _values(tree: ElementTree.Element) -> dict[str, str]:
    """Simple properties, written as attributes or as elements."""
    found: dict[str, str] = {}
    for each in tree.iter(f"{RDF}Description"):
        found |= {name: value for name, value in each.attrib.items() if not name.startswith(RDF)}
        found |= {child.tag: child.text for child in each if child.text and not len(child)}
    return found


def _of_fonts(objects: list[Any]) -> Iterator[str]:
    for font in (each for each in objects if each.get("/Type") == "/Font"):
        if font["/Subtype"] == "/Type0":
            yield from _of_composite(font)
        elif font["/Subtype"] not in ("/CIDFontType0", "/CIDFontType2"):
            yield f"A 6.2.11: a font of kind {font['/Subtype']}"


def _of_composite(font: Any) -> Iterator[str]:
    name = font["/BaseFont"]
    if not re.match(r"/[A-Z]{6}\+", name):
        yield f"A 6.2.11.4: {name} is no subset"
    mapped = _mapped(font["/ToUnicode"].get_data().decode()) if "/ToUnicode" in font else {}
    if not mapped:
        yield f"A 6.2.11.7: {name} tells no letters"
    if any(text in ("\x00", "\ufeff", "\ufffe") for text in mapped.values()):
        yield f"A 6.2.11.7.2: {name} maps to no letter"
    (inner,) = font["/DescendantFonts"]
    inner = inner.get_object()
    descriptor = inner["/FontDescriptor"].get_object()
    if "/FontFile3" not in descriptor and "/FontFile2" not in descriptor:
        yield f"A 6.2.11.4: {name} is not embedded"
        return
    if "/FontFile3" in descriptor:
        file = descriptor["/FontFile3"].get_object()
        widths = _widths(inner["/W"])
        if set(mapped) - set(widths):
            yield f"A 6.2.11.5: {name} has letters without widths"
        if file["/Subtype"] == "/CIDFontType0C":
            yield from _of_outlines(name, file.get_data(), mapped, widths)


def _of_outlines(name: str, data: bytes, mapped: dict, widths: dict) -> Iterator[str]:
    """The file inside holds just the glyphs in use, as wide as the PDF says."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    glyphs = {int(each.removeprefix("cid")) for each in top.charset if each != ".notdef"}
    if set(mapped) - glyphs:
        yield f"A 6.2.11.4.1: {name} lacks {len(set(mapped) - glyphs)} glyphs"
    if len(glyphs) > len(mapped) + 1:
        yield f"{name} has {len(glyphs)} glyphs, {len(mapped)} are used"
    for glyph in sorted(set(mapped) & glyphs)[:40]:
        outline = top.CharStrings[f"cid{glyph:05d}"]
        outline.decompile()
        private = outline.private
        reader = T2WidthExtractor([], [], private.nominalWidthX, private.defaultWidthX)
        reader.execute(outline)
        if abs(reader.width - widths[glyph]) > 1:
            yield f"A 6.2.11.5: glyph {glyph} is {reader.width} wide, told {widths[glyph]}"


def _mapped(cmap: str) -> dict[int, str]:
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", cmap.split("endcodespacerange")[-1])
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _widths(array: ArrayObject) -> dict[int, float]:
    found: dict[int, float] = {}
    rest = list(array)
    while rest:
        first, values = int(rest.pop(0)), rest.pop(0)
        found |= {first + place: float(width) for place, width in enumerate(values)}
    return found


def _of_pictures(objects: list[Any]) -> Iterator[str]:
    for each in objects:
        if isinstance(each, StreamObject) and each.get("/Subtype") == "/Image":
            interpolate = each.get("/Interpolate")
            if interpolate is not None and bool(interpolate.value):
                yield "A 6.2.8: a picture is to be interpolated"
        if "/LZWDecode" in str(each.get("/Filter")):
            yield "A 6.1.7.2: LZW"
        if each.get("/S") in FORBIDDEN_ACTIONS:
            yield f"A 6.5.1: an action {each['/S']}"


def _of_attachments(root: Any, objects: list[Any]) -> Iterator[str]:
    specs = [each for each in objects if each.get("/Type") == "/Filespec"]
    if len(specs) != len(root.get("/AF", [])):
        yield "A 6.8: a file inside that nothing is associated with"
    for spec in specs:
        if not {"/F", "/UF", "/AFRelationship", "/Desc"} <= set(spec):
            yield f"A 6.8: {spec.get('/UF')} says too little"
        stream = spec["/EF"]["/F"].get_object()
        if "/Subtype" not in stream or "/ModDate" not in stream["/Params"]:
            yield f"A 6.8: {spec.get('/UF')} has no kind or no date"


def _of_structure(reader: PdfReader, root: Any) -> Iterator[str]:
    if not root.get("/Lang"):
        yield "UA 7.2: no language"
    if not root["/MarkInfo"]["/Marked"].value:
        yield "UA 7.1: not marked"
    if not root["/ViewerPreferences"]["/DisplayDocTitle"].value:
        yield "UA 7.1: the title is not displayed"
    elements = list(_elements(root["/StructTreeRoot"]["/K"]))
    yield from (f"UA 7.1: {kind}" for kind in {each["/S"] for each in elements} - STANDARD_TYPES)
    if any(each["/S"] == "/Figure" and not each.get("/Alt") for each in elements):
        yield "UA 7.3: a picture without words"
    headings = [int(each["/S"][2]) for each in elements if re.match(r"/H\d", each["/S"])]
    steps = [after - before for before, after in pairwise([0, *headings])]
    if max(steps, default=0) > 1:
        yield f"UA 7.4.2: levels are skipped: {headings}"
    for page in reader.pages:
        yield from _of_page(page)


def _of_page(page: Any) -> Iterator[str]:
    if page.get("/Tabs") != "/S":
        yield "UA 7.18.3: tab order is not that of the structure"
    for note in page.get("/Annots", []):
        x, y = (float(each) for each in note.get_object()["/Rect"][:2])
        if x >= 0 and y >= 0:
            yield "UA 7.18.1: an annotation on the page that is not in the structure"


def _elements(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            yield from _elements(element.get("/K", []))


def _of_content(reader: PdfReader) -> Iterator[str]:
    """UA 7.1: everything shown is either in the structure or an artifact."""
    for number, page in enumerate(reader.pages, start=1):
        depth = 0
        content = page.get_contents()
        for operands, operator in content.operations if content else []:
            if operator in (b"BDC", b"BMC"):
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in (b"Tj", b"TJ", b"Do") and depth == 0:
                yield f"UA 7.1: page {number} shows {operands} outside of the structure"
                break
