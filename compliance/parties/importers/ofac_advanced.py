"""OFAC's advanced XML (SDN_ADVANCED.XML, CONS_ADVANCED.XML): everything points at numbered values.

Notes: https://ofac.treasury.gov/media/10391/download (Advanced Sanctions Data Model).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from xml.etree.ElementTree import Element

from compliance.parties.entries import Entry, as_published, published_names, remark_of
from compliance.parties.importers.reading import (
    BadFile,
    Source,
    SourceFile,
    child_text,
    elements,
    joined,
)
from compliance.parties.kept_sentences import tell as _

WANTED = ("ReferenceValueSets", "Location", "DistinctParty", "SanctionsEntry")
NAME_ORDER = ("First Name", "Middle Name", "Patronymic", "Matronymic", "Maiden Name", "Last Name")
ADDRESS_ORDER = (
    "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE",
    "Unknown",
)  # fmt: skip
BIRTH = "Birthdate"


@dataclass
class _Known:
    """Values and places by their numbers, as far as the file has been read."""

    values: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def value(self, kind: str, number: str | None) -> str:
        return self.values.get((kind, number or ""), "")


def read(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """One entry per party; its day of listing and programmes come from the file's end."""
    for file in files:
        known = _Known()
        entries: dict[str, Entry] = {}
        listed: dict[str, list[Element]] = defaultdict(list)
        for element in elements(file, "Sanctions", WANTED):
            if element.tag == "ReferenceValueSets":
                known.values = _values(element)
            elif element.tag == "Location":
                known.places[element.get("ID", "")] = _place(element, known)
            elif element.tag == "DistinctParty":
                entries |= _parties(element, known)
            else:
                listed[element.get("ProfileID", "")].append(_kept(element))
        if not listed and entries:
            raise BadFile(
                _("%(file)s has no sanctions entries: it is cut off.") % {"file": file.name}
            )
        for key, entry in entries.items():
            yield as_published(_listed(entry, listed[key]), source.list_code)


def _values(sets: Element) -> dict[tuple[str, str], str]:
    """Text of each value; for areas, which are codes, their description."""
    return {
        (each.tag, each.get("ID", "")): each.get("Description") or (each.text or "").strip()
        for kind in sets
        for each in kind
    }


def _place(element: Element, known: _Known) -> tuple[str, str]:
    """Country and address of a location."""
    parts = {
        known.value("LocPartType", part.get("LocPartTypeID")): child_text(
            part, "LocationPartValue", "Value"
        )
        for part in element.iterfind("LocationPart")
    }
    lands = [
        known.value("Country", e.get("CountryID")) for e in element.iterfind("LocationCountry")
    ]
    areas = [
        known.value("AreaCode", e.get("AreaCodeID")) for e in element.iterfind("LocationAreaCode")
    ]
    country = next((each for each in (*lands, *areas) if each and each != "undetermined"), "")
    return country, joined(*(parts.get(kind, "") for kind in ADDRESS_ORDER), country, by=", ")


def _parties(party: Element, known: _Known) -> Iterator[tuple[str, Entry]]:
    for profile in party.iterfind("Profile"):
        key = profile.get("ID", "")
        strong, weak = _names(profile, known)
        names = published_names(*strong, *weak)
        places = [
            known.places.get(each.get("LocationID", ""), ("", ""))
            for each in profile.iter("VersionLocation")
        ]
        yield (
            key,
            Entry(
                key=key,
                names=names,
                kind=known.value("PartySubType", profile.get("PartySubTypeID")).lower(),
                country=next((country for country, _address in places if country), ""),
                address="; ".join(filter(None, (address for _country, address in places))),
                weak=tuple(name for name in names if name not in strong),
                remark=remark_of(child_text(party, "Comment"), *_births(profile, known)),
            ),
        )


def _names(profile: Element, known: _Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and weak names of all identities, the primary one first."""
    found: dict[bool, list[str]] = {False: [], True: []}
    for identity in profile.iterfind("Identity"):
        kinds = {
            group.get("ID", ""): known.value("NamePartType", group.get("NamePartTypeID"))
            for group in identity.iter("NamePartGroup")
        }
        aliases = sorted(identity.iterfind("Alias"), key=lambda each: each.get("Primary") != "true")
        for alias in aliases:
            names = (_written(name, kinds) for name in alias.iterfind("DocumentedName"))
            found[alias.get("LowQuality") == "true"] += names
    return published_names(*found[False]), published_names(*found[True])


def _written(name: Element, kinds: dict[str, str]) -> str:
    """Given names before the family name; other parts in their order."""
    parts = [
        (kinds.get(part.get("NamePartGroupID", ""), ""), part.text or "")
        for part in name.iter("NamePartValue")
    ]
    rank = {kind: place for place, kind in enumerate(NAME_ORDER)}
    return joined(*(text for _kind, text in sorted(parts, key=lambda each: rank.get(each[0], 0))))


def _births(profile: Element, known: _Known) -> Iterator[str]:
    for feature in profile.iterfind("Feature"):
        if known.value("FeatureType", feature.get("FeatureTypeID")) == BIRTH:
            for start in feature.iter("Start"):
                yield joined("DOB", _day_text(start.find("From")))


def _day_text(element: Element | None) -> str:
    if element is None:
        return ""
    parts = (child_text(element, part) for part in ("Year", "Month", "Day"))
    return "-".join(part.zfill(2) for part in parts if part)


def _kept(element: Element) -> Element:
    """A copy that stays when the file's element is freed."""
    copy = Element(element.tag, element.attrib)
    copy.extend(list(element))
    return copy


def _listed(entry: Entry, listed: Sequence[Element]) -> Entry:
    days = [_date(each) for one in listed for each in one.iterfind("EntryEvent/Date")]
    programmes = [
        comment
        for one in listed
        for measure in one.iterfind("SanctionsMeasure")
        if (comment := child_text(measure, "Comment"))
    ]
    listed_on = min(filter(None, days), default=None)
    notice = joined("OFAC", *dict.fromkeys(programmes))[:300]
    return replace(entry, listed_on=listed_on, notice=notice)


def _date(element: Element) -> date | None:
    try:
        year, month, day = (int(child_text(element, part)) for part in ("Year", "Month", "Day"))
        return date(year, month, day)
    except ValueError:
        return None
