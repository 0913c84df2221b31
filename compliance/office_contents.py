"""What a DOCX or XLSX would do besides being read: macros, programs within it, contents fetched
from elsewhere, more bytes than any paper has. Its lists of parts and its text are unpacked, within
limits; what a part is called says nothing, its relations and its fields do.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from compliance.refusals import Refused

MOST_PARTS = 3000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts together, as the file itself tells
MOST_OF_A_LIST = 2 * 1024 * 1024  # bytes of one list of contents or relations
MOST_TEXT = 64 * 1024 * 1024  # bytes of text and cells, unpacked
OLE = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")
CONTENTS = "[Content_Types].xml"
MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
ACTIVE_PARTS = ("vbaproject", "macrosheets/", "activex/", "embeddings/", "externallinks/")
ACTIVE_KINDS = ("macroenabled", "vbaproject", "oleobject", "activex", "macrosheet", "externallink")
ACTIVE_RELATIONS = frozenset(
    "oleobject package control afchunk vbaproject wordvbadata xlmacrosheet xlintlmacrosheet"
    " externallink externallinkpath connections querytable subdocument mailmergesource"
    " mailmergeheadersource".split()
)
HARMLESS_ELSEWHERE = "hyperlink"
FETCHING_FIELD = re.compile(
    r"\0\s*(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DATABASE)\b", re.IGNORECASE
)
"""At the beginning of a field, where its name stands."""
FETCHING_CELL = re.compile(r"\b(WEBSERVICE|IMAGE|RTD|CALL|REGISTER\.ID)\s*\(|\|", re.IGNORECASE)
"""Functions that fetch or call; a stroke stands between program and topic of a DDE link."""
QUOTED = re.compile(r'"[^"]*"')
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError, DefusedXmlException),
    *(OSError, ValueError, LookupError, NotImplementedError, RuntimeError, EOFError),
)


def kind_of(stream: IO[bytes]) -> str:
    """docx or xlsx. Raises Refused for what is neither, or more than paper. The stream is left at
    its beginning."""
    try:
        stream.seek(0)
        if stream.read(4) == OLE:
            stream.seek(0)
            raise Refused("encrypted" if LOCKED in stream.read() else "other")
        return _kind_of(stream)
    except UNREADABLE as error:
        raise Refused("unreadable") from error
    finally:
        stream.seek(0)


def _kind_of(stream: IO[bytes]) -> str:
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        names = [part.filename for part in parts]
        if CONTENTS not in names:
            raise Refused("other")
        _check_size(parts, stream.seek(0, 2))
        listed = list(_xml(archive, CONTENTS))
        kinds = {each.get("ContentType", "") for each in listed}
        found = {MAIN_PARTS[kind] for kind in kinds if kind in MAIN_PARTS}
        if any(_hides_text(each) for each in listed):
            raise Refused("unreadable")
        if _is_active(names, kinds) or any(_leads_elsewhere(archive, name) for name in names):
            raise Refused("active")
        if _fetches(archive, parts):
            raise Refused("active")
        if len(found) != 1:
            raise Refused("other")
        return found.pop()


def _check_size(parts: list[zipfile.ZipInfo], size: int) -> None:
    """Parts that lie upon each other, or are there twice, are no work of an office program."""
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    is_many = len(parts) > MOST_PARTS
    if is_many or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("huge")
    is_stacked = sum(part.compress_size for part in parts) > size
    if is_stacked or len({part.filename.lower() for part in parts}) < len(parts):
        raise Refused("unreadable")


def _is_active(names: list[str], kinds: set[str]) -> bool:
    lower = [name.lower() for name in names]
    return any(part in name for part in ACTIVE_PARTS for name in lower) or any(
        word in kind.lower() for kind in kinds for word in ACTIVE_KINDS
    )


def _hides_text(listed: Element) -> bool:
    """Whether parts with text are called otherwise than office programs call them."""
    name = listed.get("PartName") or f".{listed.get('Extension', 'xml')}"
    is_text = listed.get("ContentType", "").lower().endswith("+xml")
    return is_text and not name.lower().endswith((".xml", ".rels", ".svg"))


def _leads_elsewhere(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether opening it fetches something: a template, a picture or data of another place; or
    whether a part of it is a program or a document within the document."""
    if not name.lower().endswith(".rels"):
        return False
    return any(_is_dangerous(each) for each in _xml(archive, name))


def _is_dangerous(relation: Element) -> bool:
    kind = relation.get("Type", "").rpartition("/")[2].lower()
    is_outside = relation.get("TargetMode", "").lower() == "external"
    return kind in ACTIVE_RELATIONS or (is_outside and kind != HARMLESS_ELSEWHERE)


def _fetches(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """Whether a field of a text or a formula of a sheet fetches or starts something."""
    texts = [part for part in parts if part.filename.lower().endswith(".xml")]
    if sum(part.file_size for part in texts) > MOST_TEXT:
        raise Refused("huge")
    return any(_has_fetching_part(archive, part) for part in texts)


def _has_fetching_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """A field may be cut into many runs: all of a part's are read as one text."""
    fields: list[str] = []
    with archive.open(part) as stream:
        for _event, element in ElementTree.iterparse(stream):
            tag = element.tag.rpartition("}")[2]
            text = element.text or ""
            if tag == "instrText":
                fields.append(text)
            elif tag == "fldChar":
                fields.append("\0")
            elif tag == "fldSimple":
                fields.append("".join(f"\0{value}\0" for value in element.attrib.values()))
            elif tag in ("f", "definedName") and FETCHING_CELL.search(QUOTED.sub("", text)):
                return True
            element.clear()
    return bool(FETCHING_FIELD.search("".join(fields)))


def _xml(archive: zipfile.ZipFile, name: str) -> Iterator[Element]:
    """The elements of a list, read no further than any such list goes."""
    with archive.open(name) as part:
        text = part.read(MOST_OF_A_LIST + 1)
    if len(text) > MOST_OF_A_LIST:
        raise Refused("huge")
    yield from ElementTree.fromstring(text).iter()
