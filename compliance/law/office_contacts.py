"""How exporters reach a customs office: policy data with dates. No rule reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from compliance.codes.row import in_language
from compliance.law.grounds import MARKS

EVERY_OFFICE = ""
HOTLINE = "12360"
"""The one number of all PRC customs (海关服务热线); whether it serves each office is open."""


@dataclass(frozen=True)
class OfficeContact:
    """A way to an office, from a day until another (excluded).

    `office` is its 4-digit code, empty for what serves every office; `confidence` V2 two sources,
    S one, M to be verified.
    """

    office: str
    phone: str
    email: str
    address_zh: str
    address_en: str
    since: date
    until: date | None = None
    confidence: str = "M"

    def stands_on(self, day: date) -> bool:
        """Whether it is in use on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def address(self) -> str:
        """In the reader's language, or in the one there is."""
        wanted = in_language(self.address_zh, self.address_en)
        return wanted or self.address_zh or self.address_en

    @property
    def mark(self) -> str:
        """What a screen says where it is not verified; "" where it is."""
        return in_language(*MARKS[self.confidence])


def shipped_contacts() -> tuple[OfficeContact, ...]:
    """Those of the first policy: offices of their own are for the policy's keepers to enter."""
    return (OfficeContact(EVERY_OFFICE, HOTLINE, "", "", "", date(2024, 1, 1)),)


def contacts_of(
    contacts: Iterable[OfficeContact], office: str, on: date
) -> tuple[OfficeContact, ...]:
    """The office's own first, then what serves every office."""
    standing = [each for each in contacts if each.stands_on(on)]
    own = (each for each in standing if office and each.office == office)
    return (*own, *(each for each in standing if each.office == EVERY_OFFICE))
