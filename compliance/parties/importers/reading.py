"""How every importer opens files: one error with a sentence, plain text, table rows, streamed XML.

XML comes from outside: document types, entities and external references are refused.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from compliance.listed import listed
from compliance.parties.entries import Entry
from compliance.parties.importers.encodings import UnknownEncoding, encoding_of
from compliance.parties.kept_sentences import Told
from compliance.parties.kept_sentences import tell as _

LONGEST_FIELD = 2_000_000
JOINTS = re.compile(r"[\s_\-·.]+|^prc|^中国")
DAY_PATTERNS = ("%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%d-%b-%Y", "%m/%d/%Y", "%d %b %Y")


class Row(dict[str, str]):
    """Cells of a table's row by the names of their columns; `line` is where the row begins."""

    line = 0


class BadFile(ValueError):
    """The file is not the whole list it should be. The sentence is for the administrator."""

    def __init__(self, told: Told) -> None:
        super().__init__(str(told))
        self.told = told

    @property
    def sentence(self) -> str:
        """In the language of whoever asks."""
        return str(self.told)


@dataclass(frozen=True)
class SourceFile:
    """One file of an import: what it was called, and where its bytes are now."""

    name: str
    path: Path


@dataclass(frozen=True)
class Source:
    """What an importer is told beside the files. `current` gives the entries now in force;
    `others` is how the other lists are called, by plain_name(), each with its own label."""

    list_code: str
    as_of: date
    url: str = ""
    current: Callable[[], Sequence[Entry]] = tuple
    others: Mapping[str, Any] = field(default_factory=dict)


def text_of(file: SourceFile) -> str:
    """The file as text in the encoding it was saved in; raises BadFile where that is unclear."""
    data = file.path.read_bytes()
    try:
        return data.decode(encoding_of(data))
    except UnknownEncoding as error:
        sentence = _("%(file)s cannot be read as text: %(problem)s")
        raise BadFile(sentence % {"file": file.name, "problem": error.told}) from error


def at_line(file: SourceFile, line: int, problem: object) -> BadFile:
    """The error that points at a line of a file."""
    sentence = _("%(file)s, line %(line)s: %(problem)s")
    return BadFile(sentence % {"file": file.name, "line": line, "problem": problem})


def table_rows(
    file: SourceFile, needs: Sequence[str], *, delimiter: str = ",", skip: int = 0
) -> Iterator[Row]:
    """Rows of a CSV with a header line, after `skip` lines; raises BadFile without the columns."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = text_of(file).splitlines(keepends=True)[skip:]
    reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
    line = skip + 1
    try:
        _check_columns(file, reader.fieldnames or (), needs)
        line = skip + reader.line_num + 1
        for cells in reader:
            row = Row((key, value or "") for key, value in cells.items() if isinstance(key, str))
            row.line, line = line, skip + reader.line_num + 1
            yield row
    except csv.Error as error:
        raise at_line(file, line, _("not a table (%(error)s).") % {"error": str(error)}) from error


def elements(file: SourceFile, root: str, wanted: Sequence[str]) -> Iterator[Element]:
    """Each wanted element once it is complete, freed after use; namespaces are left out.

    Raises BadFile for a broken file, another root element or one with a document type.
    """
    try:
        yield from _elements(file, root, wanted)
    except ParseError as error:
        line, _column = error.position
        problem = _("not well-formed XML; the file may be cut off.")
        raise at_line(file, line, problem) from error
    except DefusedXmlException as error:
        sentence = _("%(file)s defines XML entities, which a list never needs. It was not read.")
        raise BadFile(sentence % {"file": file.name}) from error


def child_texts(element: Element, *path: str) -> list[str]:
    """The texts found under a path of element names."""
    found = [element]
    for name in path:
        found = [child for parent in found for child in parent if child.tag == name]
    return [text for each in found if (text := (each.text or "").strip())]


def child_text(element: Element, *path: str) -> str:
    """The first text under a path, or ""."""
    return next(iter(child_texts(element, *path)), "")


def joined(*parts: str, by: str = " ") -> str:
    """The parts that say something, in order."""
    return by.join(part for each in parts if (part := each.strip()))


def day_of(text: str) -> date | None:
    """A date in one of the ways publishers write it; None where there is none."""
    plain = unicodedata.normalize("NFKC", text).strip()[:11].strip()
    if not plain:
        return None
    for pattern in DAY_PATTERNS:
        try:
            return datetime.strptime(plain.split("T")[0], pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def chosen(row: Mapping[str, str], *names: str) -> str:
    """The first of these columns that is filled."""
    return next((value for name in names if (value := (row.get(name) or "").strip())), "")


def plain_name(text: str) -> str:
    """How a list is called, whatever the case, spaces and joints: “Watch List”, “watch_list”."""
    return JOINTS.sub("", unicodedata.normalize("NFKC", text).casefold())


def refuse_other_list(row: Mapping[str, Any], source: Source, file: SourceFile, line: int) -> None:
    """Raise BadFile where a row says, in any column, that it belongs to another list."""
    for cell in row.values():
        other = source.others.get(plain_name(cell)) if isinstance(cell, str) else None
        if other is not None:
            problem = _("the row says it is of another list: %(list)s.")
            raise at_line(file, line, problem % {"list": other})


def _check_columns(file: SourceFile, columns: Sequence[str], needs: Sequence[str]) -> None:
    missing = [name for name in needs if name not in columns]
    if missing:
        sentence = _("%(file)s lacks the columns %(columns)s.")
        raise BadFile(sentence % {"file": file.name, "columns": listed(missing)})


def _elements(file: SourceFile, root: str, wanted: Sequence[str]) -> Iterator[Element]:
    events: Iterator[tuple[str, Any]] = iterparse(
        str(file.path), events=("start", "end"), forbid_dtd=True
    )
    open_elements: list[Element] = []
    for event, element in events:
        element.tag = element.tag.rpartition("}")[2]
        if event == "start":
            _check_root(file, root, element, is_root=not open_elements)
            open_elements.append(element)
            continue
        open_elements.pop()
        if element.tag in wanted:
            yield element
            element.clear()
            if open_elements:
                open_elements[-1].remove(element)


def _check_root(file: SourceFile, root: str, element: Element, *, is_root: bool) -> None:
    if is_root and element.tag != root:
        sentence = _("%(file)s begins with <%(found)s>, not <%(root)s>: it is another format.")
        raise BadFile(sentence % {"file": file.name, "found": element.tag[:60], "root": root})
