"""What speaks for or against a likeness beside the names: country, address, number, date.

Each part is weighed in thousandths of log-odds and shown to the officer. What speaks against lowers
a score, never below the floor: a wrong country must not hide a listed name.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from compliance.codes.tables import COUNTRIES
from compliance.law.declaration import Party
from compliance.parties import dates_told
from compliance.parties.matching.kinds import COMPANY, PERSON
from compliance.parties.matching.values import Relation

SAME_COUNTRY, OTHER_COUNTRY = 400, -400
SAME_NUMBER = 4000
SAME_ADDRESS = 600
SAME_DATE, SAME_YEAR, OTHER_DATE = 2500, 500, -1200
NUMBER_MIN = 6
WORDS_SHARED = 2
_ROLES = {"exporter": COMPANY, "producer": COMPANY, "declarant": COMPANY, "signatory": PERSON}
_BUSINESSES = frozenset(
    "manufacturer research_institute university trader distributor forwarder government "
    "military".split()
)
_NATIONALITIES = {
    "BELARUSIAN": "BLR", "IRANIAN": "IRN", "RUSSIAN": "RUS", "SYRIAN": "SYR", "UKRAINIAN": "UKR",
}  # fmt: skip
"""As foreign lists give them beside codes and names."""
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9 /.-]{4,}[A-Z0-9]", re.IGNORECASE)
_SIGNS = re.compile(r"[^A-Z0-9]")
_WORD = re.compile(r"[^\W\d_]{4,}|\d{4,}")
_USUAL = frozenset(
    "street road avenue building floor room district city province region office block industrial "
    "zone park area town unit tower plaza center centre house ulitsa prospekt strasse".split()
)


RELATIONS: tuple[Relation, ...] = ("country", "number", "address", "date")
"""What is weighed today."""


class Entry(Protocol):
    """What is read of a listed party."""

    names: list[str]
    kind: str
    country: str
    address: str
    remark: str


@dataclass(frozen=True)
class Evidence:
    """What is declared and what is listed; `weight` in thousandths of log-odds."""

    relation: Relation
    declared: str
    listed: str
    weight: int


def declared_kind(party: Party) -> str:
    """Company or person by a party's role and business, "" where either may be meant."""
    if party.business_kind in _BUSINESSES:
        return COMPANY
    return _ROLES.get(party.role, "")


def evidence_of(
    party: Party, entry: Entry, weighed: Collection[Relation] = RELATIONS
) -> tuple[Evidence, ...]:
    """Everything that both sides tell, but for their names; `weighed`: what an engine looks at."""
    told = (*_countries(party, entry), *_numbers(party, entry), *_addresses(party, entry),
            *_dates(party, entry))  # fmt: skip
    return tuple(each for each in told if each.relation in weighed)


def _countries(party: Party, entry: Entry) -> Iterator[Evidence]:
    theirs = frozenset(filter(None, map(country_code, re.split(r"[;,/|]", entry.country))))
    ours = country_code(party.country)
    if ours and theirs:
        weight = SAME_COUNTRY if ours in theirs else OTHER_COUNTRY
        yield Evidence("country", ours, ", ".join(sorted(theirs)), weight)


def _numbers(party: Party, entry: Entry) -> Iterator[Evidence]:
    ours = _SIGNS.sub("", party.registration_no.upper())
    if len(ours) < NUMBER_MIN or not any(map(str.isdigit, ours)):
        return
    told = (_SIGNS.sub("", found.upper()) for found in _told_numbers(entry))
    if ours in told:
        yield Evidence("number", party.registration_no, party.registration_no, SAME_NUMBER)


def _told_numbers(entry: Entry) -> Iterator[str]:
    """Every run of letters and digits in what the publisher remarks, in parts and whole."""
    for text in (entry.remark, entry.address):
        yield from re.findall(r"[A-Za-z0-9]{6,}", text)
        yield from _NUMBER.findall(text)


def _addresses(party: Party, entry: Entry) -> Iterator[Evidence]:
    shared = sorted(_telling(party.address) & _telling(entry.address))
    if len(shared) >= WORDS_SHARED:
        words = " ".join(shared)
        yield Evidence("address", words, words, SAME_ADDRESS)


def _dates(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Birth or founding: the same day, the same year where one side tells no more, or years that
    lie more than one apart. What is less clear says nothing."""
    ours = dates_told.of_identity(party.registration_no).union(
        *map(dates_told.told_in, party.names)
    )
    theirs = dates_told.told_in(entry.remark) if ours else frozenset()
    weight = _date_weight(ours, theirs)
    if weight:
        yield Evidence("date", dates_told.written(ours), dates_told.written(theirs), weight)


def _date_weight(ours: frozenset[dates_told.Day], theirs: frozenset[dates_told.Day]) -> int:
    pairs = [(one, other) for one in ours for other in theirs]
    if any(one == other and one[1] for one, other in pairs):
        return SAME_DATE
    if any(one[0] == other[0] and not (one[1] and other[1]) for one, other in pairs):
        return SAME_YEAR
    are_apart = pairs and all(abs(one[0] - other[0]) > 1 for one, other in pairs)
    return OTHER_DATE if are_apart else 0


def _telling(address: str) -> set[str]:
    return set(_WORD.findall(address.lower())) - _USUAL


@lru_cache(maxsize=1024)
def country_code(text: str) -> str:
    """The three letters of a country given by a code or a name, "" where it is none."""
    found = COUNTRIES.resolve(text.strip())
    return found.code if found else _NATIONALITIES.get(text.strip().upper(), "")
