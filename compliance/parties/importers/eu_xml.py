"""The EU consolidated list of financial sanctions, XML 1.1: all is in attributes."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from compliance.parties.entries import Entry, as_published, published_names, remark_of
from compliance.parties.importers.reading import (
    Source,
    SourceFile,
    child_text,
    child_texts,
    day_of,
    elements,
    joined,
)

ADDRESS = ("street", "poBox", "zipCode", "city", "region", "place", "countryDescription")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per sanctionEntity."""
    for file in files:
        for element in elements(file, "export", ("sanctionEntity",)):
            yield as_published(_entry(element), source.list_code)


def _entry(element: Element) -> Entry:
    aliases = list(element.iterfind("nameAlias"))
    strong = published_names(*(_name(each) for each in aliases if each.get("strong") != "false"))
    names = published_names(*strong, *(_name(each) for each in aliases))
    regulation = element.find("regulation")
    about = regulation.attrib if regulation is not None else {}
    listed_on = day_of(element.get("designationDate") or about.get("publicationDate", ""))
    return Entry(
        key=element.get("euReferenceNumber", "") or element.get("logicalId", ""),
        names=names,
        kind=_first(element, "subjectType", "code"),
        country=_first(element, "address", "countryIso2Code")
        or _first(element, "citizenship", "countryIso2Code"),
        address="; ".join(_address(each) for each in element.iterfind("address")),
        notice=joined(about.get("numberTitle", ""), about.get("programme", ""), _url(regulation))[
            :300
        ],
        listed_on=listed_on,
        weak=tuple(name for name in names if name not in strong),
        remark=remark_of(*_remarks(element)),
    )


def _url(regulation: Element | None) -> str:
    return "" if regulation is None else child_text(regulation, "publicationUrl")


def _remarks(element: Element) -> Iterator[str]:
    """Functions, births (a day, else a year or years), then the remarks."""
    for alias in element.iterfind("nameAlias"):
        yield alias.get("function", "")
    for born in element.iterfind("birthdate"):
        years = joined(born.get("yearRangeFrom", ""), born.get("yearRangeTo", ""), by="–")
        day = born.get("birthdate") or born.get("year") or years
        yield f"DOB {day}" if day else ""
    yield from child_texts(element, "remark")


def _name(alias: Element) -> str:
    parts = (alias.get(part, "") for part in ("firstName", "middleName", "lastName"))
    return alias.get("wholeName") or joined(*parts)


def _first(element: Element, path: str, attribute: str) -> str:
    return next((each.get(attribute, "") for each in element.iterfind(path)), "")


def _address(element: Element) -> str:
    return joined(*(element.get(part, "") for part in ADDRESS), by=", ")
