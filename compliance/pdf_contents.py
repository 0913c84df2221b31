"""What a PDF would do besides being read: scripts, programs, forms that send themselves.

Objects are looked at one by one and within limits; no page is drawn. Embedded files are let pass:
PRC digital invoices carry their XML that way, and the virus scanner looks into them.
"""

import re
from collections.abc import Iterator
from typing import IO, Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from compliance.refusals import Refused

MOST_OBJECTS = 50_000
MOST_PACKED = 64 * 1024 * 1024  # bytes of all object streams together, unpacked
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute"}
PARTS = {"/JS", "/JavaScript", "/XFA", "/RichMedia"}
NAMES = re.compile(rb"/(?:JS|JavaScript|Launch|XFA|RichMedia|SubmitForm|ImportData|Encrypt)\b")
PACKED = re.compile(rb"/(?:ObjStm|FlateDecode|LZWDecode)\b")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
UNREADABLE = (
    *(PyPdfError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
    *(RecursionError, OSError, NotImplementedError),
)


def check(stream: IO[bytes]) -> None:
    """Raise Refused unless the PDF is plain paper. The stream is left at its beginning."""
    try:
        _check(stream)
    finally:
        stream.seek(0)


def _check(stream: IO[bytes]) -> None:
    try:
        reader = PdfReader(stream, strict=False)
        is_encrypted, objects = reader.is_encrypted, list(_references(reader))
    except UNREADABLE:
        return _check_as_text(stream)
    if is_encrypted:
        raise Refused("encrypted")
    if not objects:
        return _check_as_text(stream)
    try:
        _check_size(reader)
        is_active = any(_is_active(reader.get_object(each)) for each in objects)
    except UNREADABLE as error:
        raise Refused("unreadable") from error
    if is_active:
        raise Refused("active")
    return None


def _check_as_text(stream: IO[bytes]) -> None:
    """A file whose structure is lost: nothing in it may be packed, and no name may be wrong."""
    stream.seek(0)
    text = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), stream.read())
    if PACKED.search(text):
        raise Refused("unreadable")
    if NAMES.search(text):
        raise Refused("active")


def _references(reader: PdfReader) -> Iterator[IndirectObject]:
    places = [(number, generation) for generation, row in reader.xref.items() for number in row]
    places += [(number, 0) for number in reader.xref_objStm]
    if len(places) > MOST_OBJECTS:
        raise Refused("unreadable")
    for number, generation in places:
        yield IndirectObject(number, generation, reader)


def _check_size(reader: PdfReader) -> None:
    """Object streams unpack to no more than a paper needs."""
    size = 0
    for number in {place[0] for place in reader.xref_objStm.values()}:
        packed: Any = reader.get_object(IndirectObject(number, 0, reader))
        size += len(packed.get_data())
        if size > MOST_PACKED:
            raise Refused("unreadable")


def _is_active(value: Any) -> bool:
    """Whether the object, or anything directly within it, is or calls for an action."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            if PARTS & each.keys() or _name(each, "/S") in ACTIONS:
                return True
            waiting.extend(dict.values(each))
        elif isinstance(each, ArrayObject):
            waiting.extend(list.__iter__(each))
    return False


def _name(holder: DictionaryObject, key: str) -> str:
    try:
        return str(holder.get(key))
    except UNREADABLE:
        return ""
