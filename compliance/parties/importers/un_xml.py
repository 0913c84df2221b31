"""The UN Security Council consolidated list (https://scsanctions.un.org): people and entities."""

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

NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per INDIVIDUAL or ENTITY."""
    for file in files:
        for element in elements(file, "CONSOLIDATED_LIST", ("INDIVIDUAL", "ENTITY")):
            yield as_published(_entry(element), source.list_code)


def _entry(element: Element) -> Entry:
    kind = element.tag
    original = child_texts(element, "NAME_ORIGINAL_SCRIPT")
    aliases = [_alias(each) for each in element.iterfind(f"{kind}_ALIAS")]
    weak = published_names(*(name for names, is_weak in aliases if is_weak for name in names))
    strong = [name for names, is_weak in aliases if not is_weak for name in names]
    main = joined(*(child_text(element, part) for part in NAME))
    names = published_names(main, *original, *strong, *weak)
    listed_on = day_of(child_text(element, "LISTED_ON"))
    addresses = [_address(each) for each in element.iterfind(f"{kind}_ADDRESS")]
    return Entry(
        key=child_text(element, "DATAID"),
        names=names,
        kind=kind.lower(),
        country=_country(element),
        address="; ".join(filter(None, addresses)),
        notice=joined(child_text(element, "UN_LIST_TYPE"), child_text(element, "REFERENCE_NUMBER")),
        listed_on=listed_on,
        weak=tuple(name for name in weak if name not in strong),
        remark=remark_of(*_remarks(element)),
    )


def _alias(element: Element) -> tuple[list[str], bool]:
    """Names of one alias, which may be several, and whether its quality is low."""
    names = child_text(element, "ALIAS_NAME").split("; ")
    return names, child_text(element, "QUALITY").lower() == "low"


def _remarks(element: Element) -> Iterator[str]:
    yield from child_texts(element, "DESIGNATION", "VALUE")
    for born in element.iterfind(f"{element.tag}_DATE_OF_BIRTH"):
        day = child_text(born, "DATE") or child_text(born, "YEAR")
        years = joined(child_text(born, "FROM_YEAR"), child_text(born, "TO_YEAR"), by="–")
        yield joined("DOB", day or years) if day or years else ""
    yield child_text(element, "COMMENTS1")


def _country(element: Element) -> str:
    return child_text(element, f"{element.tag}_ADDRESS", "COUNTRY") or child_text(
        element, "NATIONALITY", "VALUE"
    )


def _address(element: Element) -> str:
    return joined(*(child_text(element, part) for part in ADDRESS), by=", ")
