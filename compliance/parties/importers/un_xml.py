"""The UN Security Council consolidated list (https://scsanctions.un.org): people and entities."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from compliance.parties.entries import Entry, listing, measure_of, published_names, scripts_of
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
            yield _entry(element, source)


def _entry(element: Element, source: Source) -> Entry:
    kind = element.tag
    original = child_texts(element, "NAME_ORIGINAL_SCRIPT")
    aliases = child_texts(element, f"{kind}_ALIAS", "ALIAS_NAME")
    main = joined(*(child_text(element, part) for part in NAME))
    names = published_names(main, *original, *aliases)
    listed_on = day_of(child_text(element, "LISTED_ON"))
    addresses = [_address(each) for each in element.iterfind(f"{kind}_ADDRESS")]
    return Entry(
        key=child_text(element, "DATAID"),
        names=names,
        name_zh=scripts_of(names)[0],
        name_en=scripts_of(names)[1],
        kind=kind.lower(),
        country=_country(element),
        address="; ".join(filter(None, addresses)),
        measure=measure_of(source.list_code),
        notice=joined(child_text(element, "UN_LIST_TYPE"), child_text(element, "REFERENCE_NUMBER")),
        listed_on=listed_on,
        periods=listing(listed_on),
    )


def _country(element: Element) -> str:
    return child_text(element, f"{element.tag}_ADDRESS", "COUNTRY") or child_text(
        element, "NATIONALITY", "VALUE"
    )


def _address(element: Element) -> str:
    return joined(*(child_text(element, part) for part in ADDRESS), by=", ")
