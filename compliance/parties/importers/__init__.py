"""One module per published format; each turns files into entries, or says what is wrong."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from compliance.parties.entries import Entry
from compliance.parties.importers import (
    eu_csv,
    eu_xml,
    mofcom_notice,
    ofac_advanced,
    ofac_csv,
    ofac_xml,
    own_csv,
    own_jsonl,
    uk_csv,
    un_xml,
    us_csl_csv,
)
from compliance.parties.importers.entry_limits import check_entry
from compliance.parties.importers.reading import BadFile, Source, SourceFile
from compliance.parties.kept_sentences import tell

__all__ = ["FORMATS", "BadFile", "Format", "Source", "SourceFile", "read_entries"]


@dataclass(frozen=True)
class Format:
    """A published format. `adds`: a file adds to the list in force and is not all of it."""

    label: Any
    suffixes: tuple[str, ...]
    read: Callable[[Sequence[SourceFile], Source], Iterator[Entry]]
    adds: bool = False

    @property
    def is_plain_text(self) -> bool:
        """Whether a file may be in any encoding, without saying in which."""
        return not {".xml", ".jsonl"} & {*self.suffixes}


FORMATS: dict[str, Format] = {
    "mofcom_notice": Format(
        _("MOFCOM notice (web page or text), added to the list in force"),
        (".html", ".htm", ".txt"),
        mofcom_notice.read,
        adds=True,
    ),
    "own_csv": Format(_("Gate 49 CSV"), (".csv",), own_csv.read),
    "own_jsonl": Format(_("Gate 49 JSON lines"), (".jsonl", ".json"), own_jsonl.read),
    "ofac_csv": Format(
        _("OFAC CSV (sdn.csv, alt.csv, add.csv, sdn_comments.csv)"), (".csv",), ofac_csv.read
    ),
    "ofac_xml": Format(_("OFAC XML (sdn.xml, consolidated.xml)"), (".xml",), ofac_xml.read),
    "ofac_advanced": Format(
        _("OFAC advanced XML (sdn_advanced.xml, cons_advanced.xml)"),
        (".xml",),
        ofac_advanced.read,
    ),
    "us_csl_csv": Format(_("US Consolidated Screening List CSV"), (".csv",), us_csl_csv.read),
    "un_xml": Format(_("UN Security Council XML"), (".xml",), un_xml.read),
    "eu_xml": Format(_("EU consolidated list XML"), (".xml",), eu_xml.read),
    "eu_csv": Format(_("EU consolidated list CSV"), (".csv",), eu_csv.read),
    "uk_csv": Format(_("UK sanctions list CSV"), (".csv",), uk_csv.read),
}


def read_entries(
    file_format: str,
    files: Sequence[SourceFile],
    source: Source,
    notice: Callable[[int], None] = lambda count: None,
) -> list[Entry]:
    """All entries of the files; raises BadFile with a sentence when they are not a whole list.

    `notice` is told after every entry how many there are.
    """
    entries: list[Entry] = []
    try:
        for entry in FORMATS[file_format].read(files, source):
            check_entry(entry, len(entries) + 1)
            entries.append(entry)
            notice(len(entries))
        return entries
    except BadFile:
        raise
    except (ValueError, csv.Error, RecursionError) as error:
        sentence = tell("The file cannot be read in this format (%(error)s).")
        raise BadFile(sentence % {"error": error}) from error
