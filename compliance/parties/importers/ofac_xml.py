"""OFAC's SDN.XML and CONSOLIDATED.XML; the record count in the head is the completeness check."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from compliance.parties.entries import Entry, as_published, published_names, remark_of
from compliance.parties.importers.reading import (
    BadFile,
    Source,
    SourceFile,
    child_text,
    child_texts,
    elements,
    joined,
)
from compliance.parties.kept_sentences import tell as _

ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per sdnEntry; raises BadFile when there are not as many as the head says."""
    for file in files:
        told, seen = "", 0
        for element in elements(file, "sdnList", ("publshInformation", "sdnEntry")):
            if element.tag == "publshInformation":
                told = child_text(element, "Record_Count")
                continue
            seen += 1
            yield as_published(_entry(element), source.list_code)
        if told and told != str(seen):
            sentence = _("%(file)s says it has %(told)s entries, but has %(seen)s.")
            raise BadFile(sentence % {"file": file.name, "told": told, "seen": seen})


def _entry(element: Element) -> Entry:
    aliases = list(element.iterfind("akaList/aka"))
    weak = published_names(
        *(_name(aka) for aka in aliases if child_text(aka, "category") == "weak")
    )
    strong = [_name(aka) for aka in aliases if child_text(aka, "category") != "weak"]
    names = published_names(_name(element), *strong, *weak)
    return Entry(
        key=child_text(element, "uid"),
        names=names,
        kind=child_text(element, "sdnType"),
        country=_country(element),
        address="; ".join(_address(each) for each in element.iterfind("addressList/address")),
        notice=joined("OFAC", *child_texts(element, "programList", "program")),
        weak=weak,
        remark=remark_of(*_remarks(element)),
    )


def _name(element: Element) -> str:
    return joined(child_text(element, "firstName"), child_text(element, "lastName"))


def _remarks(element: Element) -> Iterator[str]:
    """Title, births, what is said of a vessel, then OFAC's own remarks."""
    yield child_text(element, "title")
    for item in element.iterfind("dateOfBirthList/dateOfBirthItem"):
        yield joined("DOB", child_text(item, "dateOfBirth"))
    for item in element.iterfind("vesselInfo"):
        yield joined(*(f"{each.tag}: {(each.text or '').strip()}" for each in item), by="; ")
    yield child_text(element, "remarks")


def _country(element: Element) -> str:
    return child_text(element, "addressList", "address", "country") or child_text(
        element, "nationalityList", "nationality", "country"
    )


def _address(element: Element) -> str:
    return joined(*(child_text(element, part) for part in ADDRESS), by=", ")
