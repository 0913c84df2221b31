"""What surrounds a declaration when it is judged: lists, hits, licences, history, standing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from compliance.law.canonical import added


class Freshness(StrEnum):
    """How far a list, or the register of licences, can be relied on; only when fresh it can."""

    FRESH = "fresh"
    STALE = "stale"
    MISSING = "missing"
    SHRUNKEN = "shrunken"
    BAD = "bad"


@dataclass(frozen=True)
class ListState:
    """One list as it stood when the facts were taken.

    `state` is a Freshness; anything but fresh can never give green. Its age counts from `good_on`:
    published, or later found unchanged.
    """

    list_code: str
    version: int
    sha256: str
    rows: int
    as_of: date | None
    state: str
    good_on: date | None = None


@dataclass(frozen=True)
class PartyHit:
    """A declared name that resembles a listed one. `status` on the declaration date is
    listed, suspended or stopped; `measure` prohibit, restrict or watch. `text_status` is the status
    by the text of the notices where it is another."""

    party_ref: str
    declared_name: str
    list_code: str
    list_version: int
    entry_key: str
    entry_digest: str
    listed_name: str
    score: Decimal
    exact: bool
    status: str
    measure: str
    notice: str
    dismissed: bool = False
    text_status: str = ""


@dataclass(frozen=True)
class RestrictedParty:
    """A declared party that a restriction of the policy is about. `by` is name, number or owner;
    `percent` the share of an owner."""

    restriction: str
    party_ref: str
    declared_name: str
    by: str
    score: Decimal
    exact: bool
    percent: Decimal | None = None


@dataclass(frozen=True)
class LicenceState:
    """A licence kept here as it stood, after earlier draws. Balance in uses and, where the licence
    has them, kg, value in its currency and quantity in its own unit (a code of UNITS).

    `form` is individual, general or registration (Decree 792 arts. 15, 19), "" where not known;
    `used` how often it was drawn on; `entered_on` the day in China on which it was entered here."""

    number: str
    kind: str
    holder_uscc: str
    hs_codes: tuple[str, ...]
    control_codes: tuple[str, ...]
    countries: tuple[str, ...]
    customs_district: str
    contract_no: str
    end_user: str
    valid_from: date
    valid_until: date
    remaining_kg: Decimal | None
    remaining_uses: int
    revoked: bool = False
    remaining_value: Decimal | None = None
    currency: str = ""
    form: str = ""
    used: int = 0
    unit: str = ""
    remaining_quantity: Decimal | None = None
    entered_on: date | None = added(None)


@dataclass(frozen=True)
class PastShipment:
    """One earlier submitted shipment of the same exporter."""

    reference: str
    declared_on: date
    exporter_uscc: str
    consignee: str
    end_user: str
    contract_no: str
    net_weight_kg: Decimal
    released: bool


class Earlier(NamedTuple):
    """The same, as short as the rules need it, since a busy exporter has many. Stored as a list."""

    reference: str
    declared_on: date
    net_weight_kg: Decimal
    is_same_deal: bool


@dataclass(frozen=True)
class Standing:
    """The exporter's record with customs (Decree 792 art. 20). `aeo` is advanced, registered or
    dishonest, `icp` sound or deficient, as headquarters has put in force; "" where nothing is.
    `convicted_on` is the day of a criminal judgment, `affiliated_on` that of the notice by which it
    belongs to a party on the control list."""

    penalised_on: date | None = None
    open_questions: int = 0
    has_agency_mandate: bool = True
    aeo: str = ""
    icp: str = ""
    convicted_on: date | None = added(None)
    affiliated_on: date | None = added(None)


UNBLEMISHED = Standing()


@dataclass(frozen=True)
class StatementUse:
    """What earlier declarations use of the end-use statement of that number, in kg."""

    number: str
    kg: Decimal
