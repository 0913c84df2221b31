"""What the register in force says: of the licences a declaration cites, and of one kept here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from compliance.law.licence_editions import (
    Difference,
    RegisteredLicence,
    RegisterState,
)
from compliance.law.policy import Policy
from compliance.law.rules.licence_editions import BOXES
from compliance.law.surroundings import Freshness
from shipments.models import EditionEntry, EditionState, Licence, RegisterEdition

COMPARED = (
    *("kind", "form", "holder_uscc", "hs_codes", "control_codes", "countries"),
    *("customs_district", "contract_no", "end_user", "valid_from", "valid_until"),
    *("quantity_kg", "unit", "quantity", "uses", "value", "currency"),
)
ASSUMED = "uses_assumed"
"""Mark of an entry whose file does not say how often the licence may be used."""


@dataclass(frozen=True)
class Standing:
    """An edition with its age on a day, and whether the policy still relies on it."""

    edition: RegisterEdition | None
    policy: Policy
    today: date

    @cached_property
    def age_days(self) -> int | None:
        """Since the day the file is of; None without an edition."""
        return (self.today - self.edition.as_of).days if self.edition else None

    @property
    def state(self) -> str:
        """fresh, stale or missing."""
        if self.age_days is None:
            return Freshness.MISSING
        is_old = self.age_days > self.policy.licence_register_days
        return Freshness.STALE if is_old else Freshness.FRESH

    @property
    def is_wanting(self) -> bool:
        """Whether the policy relies on a register and this one will not do."""
        return self.policy.licence_register_connected and self.state != Freshness.FRESH


def edition_in_force() -> RegisterEdition | None:
    """The edition in force, if any."""
    return RegisterEdition.objects.filter(state=EditionState.IN_FORCE).first()


def register_standing(policy: Policy, today: date) -> Standing:
    """How the register stands today."""
    return Standing(edition_in_force(), policy, today)


@dataclass(frozen=True)
class InRegister:
    """What the edition in force says of a licence kept here; `entry` None where it lacks it."""

    edition: RegisterEdition
    entry: EditionEntry | None
    differences: tuple[Difference, ...]

    @property
    def suspended(self) -> tuple[str, ...]:
        """The licence's number where it is called suspended."""
        entry = self.entry
        return (entry.number,) if entry and entry.status == "suspended" else ()

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Box by its name, as here, as there."""
        return [(BOXES.get(each.box, each.box), each.here, each.there) for each in self.differences]


def in_register(licence: Licence) -> InRegister | None:
    """None while no register is in force."""
    edition = edition_in_force()
    if edition is None:
        return None
    entry = edition.entries.filter(number=licence.number).first()
    differences = tuple(differences_of(licence, entry.boxes)) if entry else ()
    return InRegister(edition, entry, differences)


def register_state(
    numbers: Iterable[str], kept: Iterable[Licence], policy: Policy, today: date
) -> RegisterState | None:
    """What the rules read of the register about those numbers, in one query; None without any.
    `kept` are the licences of those numbers that are kept here."""
    wanted = sorted(set(numbers) - {""})
    if not wanted:
        return None
    entries = EditionEntry.objects.filter(edition=OuterRef("pk"), number__in=wanted)
    told = JSONObject(number=F("number"), status=F("status"), boxes=F("boxes"))
    cited = ArraySubquery(entries.order_by("number").values(told=told))
    rows = RegisterEdition.objects.filter(state=EditionState.IN_FORCE)
    edition = rows.annotate(cited=cited).first()
    if edition is None:
        return RegisterState(0, "", None, 0, Freshness.MISSING)
    here = {each.number: each for each in kept}
    return RegisterState(
        edition.pk,
        edition.sha256,
        edition.as_of,
        edition.rows,
        Standing(edition, policy, today).state,
        tuple(_registered(each, here.get(each["number"])) for each in edition.cited),
    )


def good_until(register: RegisterState | None, policy: Policy) -> date | None:
    """The last day on which it is fresh; None where no register was asked for, or none is there."""
    if register is None or register.as_of is None:
        return None
    return register.as_of + timedelta(days=policy.licence_register_days)


def _registered(entry: Mapping[str, Any], here: Licence | None) -> RegisteredLicence:
    differences = tuple(differences_of(here, entry["boxes"])) if here else ()
    return RegisteredLicence(entry["number"], entry["status"], differences)


def differences_of(licence: Licence, boxes: Mapping[str, Any]) -> Iterator[Difference]:
    """Boxes that the register fills in otherwise; one that it leaves empty restricts nothing and
    is not compared, and what is kept in kilograms and counted in pieces there always differs."""
    for box in COMPARED:
        there = text_of(boxes.get(box))
        is_assumed = box == "uses" and boxes.get(ASSUMED)
        if there and not is_assumed and there != (here := text_of(getattr(licence, box))):
            yield Difference(box, here, there)


def text_of(value: Any) -> str:
    """A box as text that compares: numbers without needless zeros, codes in order."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(sorted(value)) if isinstance(value, list) else str(value)
