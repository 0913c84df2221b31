"""From the bytes of an uploaded message to its tree.

What comes from outside is not trusted: document types, entities, other encodings and huge files are
refused before anything is made of them.
"""

import codecs
import re
from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_ELEMENTS = 50_000
DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.\-]{0,30})[\"']")
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
ENCODINGS = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312", "ascii"}
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class BadMessage(ValueError):
    """The file is no message that can be read; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def tree_of(data: bytes) -> Xml:
    """The root element of the file. Raises BadMessage."""
    if len(data) > MOST_BYTES:
        raise BadMessage(_("The file is larger than any declaration message."))
    text = DECLARATION.sub("", _decoded(data), count=1)
    if text.count("<") > 2 * MOST_ELEMENTS:
        raise BadMessage(_("The file is larger than any declaration message."))
    try:
        tree: Xml = fromstring(text, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        sentence = _("The file has a document type or entities, which a message never needs.")
        raise BadMessage(sentence) from error
    except (ParseError, ValueError) as error:
        line, column = getattr(error, "position", (1, 0))
        sentence = _("Line %(line)s, column %(column)s: this is not well-formed XML.")
        raise BadMessage(sentence % {"line": line, "column": column + 1}) from error
    return tree


def _decoded(data: bytes) -> str:
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), "")
    name = marked or _declared(data)
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        sentence = _("The file is not written in %(encoding)s, as it should be.")
        raise BadMessage(sentence % {"encoding": name}) from error


def _declared(data: bytes) -> str:
    """The encoding the file names, UTF-8 where it names none; only those a declarant would use."""
    found = DECLARED.match(data.lstrip()[:400])
    name = found[1].decode("ascii") if found else "utf-8"
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if known not in ENCODINGS:
        sentence = _("The encoding %(encoding)s is not read: save the file as UTF-8.")
        raise BadMessage(sentence % {"encoding": name})
    return "gb18030" if known in ("gbk", "gb2312") else known
