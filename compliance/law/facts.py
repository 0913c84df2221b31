"""Everything a rule may read, as one frozen value: the declaration and what surrounds it.

Stored with each screening as canonical JSON, so that the same facts give the same findings for
ever. Vocabulary that lets rule bodies read aloud lives here as properties.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from compliance.law.declaration import Declaration, GoodsLine, Party
from compliance.law.policy import Policy


@dataclass(frozen=True)
class ListState:
    """One list as it stood when the facts were taken.

    `state` is fresh, missing, stale or shrunken; anything but fresh can never give green.
    """

    list_code: str
    version: int
    sha256: str
    rows: int
    as_of: date | None
    state: str


@dataclass(frozen=True)
class PartyHit:
    """A declared name that resembles a listed one. `status` on the declaration date is
    listed, suspended or stopped; `measure` prohibit, restrict or watch."""

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


@dataclass(frozen=True)
class LicenceState:
    """A licence of the register as it stood, after earlier draws. Balance in kg."""

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
    remaining_kg: Decimal
    remaining_uses: int
    revoked: bool = False


@dataclass(frozen=True)
class PastShipment:
    """One earlier submitted shipment of the same exporter or to the same end user."""

    reference: str
    declared_on: date
    exporter_uscc: str
    consignee: str
    end_user: str
    contract_no: str
    net_weight_kg: Decimal
    released: bool


@dataclass(frozen=True)
class Standing:
    """The exporter's record with customs (Decree 792 art. 20)."""

    penalised_on: date | None = None
    open_questions: int = 0
    has_agency_mandate: bool = True


@dataclass(frozen=True)
class Facts:
    """One declaration and its surroundings. `draw` in [0, 1) decides the random sample."""

    declaration: Declaration
    policy: Policy
    lists: tuple[ListState, ...] = ()
    hits: tuple[PartyHit, ...] = ()
    licences: tuple[LicenceState, ...] = ()
    history: tuple[PastShipment, ...] = ()
    standing: Standing = Standing()
    tips: tuple[str, ...] = ()
    draw: Decimal = Decimal(0)

    @property
    def declared_on(self) -> date:
        """The date whose law applies."""
        return self.declaration.declared_on

    @property
    def lines(self) -> tuple[GoodsLine, ...]:
        """Goods lines in order."""
        return self.declaration.lines

    @property
    def parties(self) -> tuple[Party, ...]:
        """All declared parties."""
        return self.declaration.parties

    @cached_property
    def net_weight_kg(self) -> Decimal:
        """Sum of the lines' net weight."""
        return sum((line.net_weight_kg for line in self.lines), Decimal(0))
