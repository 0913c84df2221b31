"""Policy (管控参数): every threshold a rule uses, dated and numbered, as a frozen value.

A policy is drafted by one person, signed by another and in force from a date
(compliance.policy keeps them); rules only read this value.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from compliance.codes.calendar import Calendar
from compliance.law.alloy_terms import MostlyElement, TradeAlloy, shipped_alloys, shipped_elements
from compliance.law.default_grounds import GROUNDS
from compliance.law.diversion import shipped_limits, shipped_points
from compliance.law.follow_up import FollowUpDuty, UseYield, shipped_duties, shipped_yields
from compliance.law.grounds import Ground
from compliance.law.lexicon import Lexicon, Term, lexicon_of
from compliance.law.office_contacts import OfficeContact, shipped_contacts
from compliance.law.paper_formats import ALWAYS
from compliance.law.quotas import Quota
from compliance.law.use_terms import UseTerms, shipped_terms


@dataclass(frozen=True)
class EndUseNorm:
    """What an end use normally needs (regulation §7.2, derived, editable).

    Purity in mass percent, lots and yearly needs per site in kg. `is_end_use` is false for
    trading; `always_manual` sends every shipment to an officer.
    """

    code: str
    name_zh: str
    name_en: str
    purity_min: Decimal
    purity_max: Decimal
    forms: tuple[str, ...]
    lot_min_kg: Decimal
    lot_max_kg: Decimal
    yearly_min_kg: Decimal
    yearly_max_kg: Decimal
    is_end_use: bool = True
    always_manual: bool = False
    sensitive: bool = False


@dataclass(frozen=True)
class PriceBand:
    """Reference price for a purity class from a date, USD per kg of contained material."""

    material: str
    purity_min: Decimal
    since: date
    reference_usd_per_kg: Decimal


@dataclass(frozen=True)
class Restriction:
    """A lever: hold or block flows to a country, a company or a use for a period.

    Empty fields do not restrict; `effect` is BLOCK, HOLD or FLAG.
    """

    code: str
    effect: str
    since: date
    until: date | None = None
    country: str = ""
    end_user: str = ""
    end_use: str = ""
    material: str = ""
    reason_zh: str = ""
    reason_en: str = ""
    registration_no: str = ""


@dataclass(frozen=True)
class LicenceExemption:
    """Goods that a customs regime may free from the licence they would otherwise need.

    `goods` is metal, dual_use or any; `effect` (FLAG, HOLD or BLOCK) follows how sure the source
    is (`confidence` V2, S or M). Without `regimes` any regime; `zone_entry` asks for goods that
    enter a bonded place of the mainland; `value_limit_cny` for a shipment worth no more.
    """

    code: str
    goods: str
    effect: str
    since: date
    until: date | None
    regimes: tuple[str, ...]
    zone_entry: bool
    value_limit_cny: Decimal | None
    confidence: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True)
class Suspension:
    """Period in which an instrument (or one clause of it) does not apply; until excluded."""

    instrument: str
    since: date
    until: date | None


@dataclass(frozen=True)
class ListLimit:
    """How old a list may be (days) and how far it may shrink (share) before it fails closed."""

    list_code: str
    max_age_days: int
    max_shrink: Decimal


@dataclass(frozen=True)
class Policy:
    """All parameters in force together under one number."""

    number: int
    in_force_from: date
    sampling_rate: Decimal
    list_limits: tuple[ListLimit, ...]
    end_use_norms: tuple[EndUseNorm, ...]
    price_bands: tuple[PriceBand, ...]
    price_low_ratio: Decimal
    price_high_ratio: Decimal
    excess_hold_factor: Decimal
    national_monthly_export_kg: Decimal
    high_lot_share: Decimal
    structuring_count: int
    structuring_days: int
    check_threshold_kg: Decimal
    just_below_share: Decimal
    trace_percent: dict[str, Decimal]
    transit_hubs: tuple[str, ...]
    high_risk_countries: tuple[str, ...]
    embargoed_countries: tuple[str, ...]
    restrictions: tuple[Restriction, ...]
    suspensions: tuple[Suspension, ...]
    catch_all_words: tuple[str, ...]
    military_words: tuple[str, ...]
    intermediary_words: tuple[str, ...]
    statement_validity_months: int
    quantity_tolerance: Decimal
    sum_tolerance: Decimal
    control_attribute_since: date
    affiliate_share_percent: Decimal
    question_working_days: int
    penalty_years: int
    claim_minutes: int
    holidays: tuple[date, ...] = ()
    make_up_days: tuple[date, ...] = ()
    usd_rates: dict[str, Decimal] | None = None
    po_box_words: tuple[str, ...] = ()
    unknown_words: tuple[str, ...] = ()
    vague_use_words: tuple[str, ...] = ()
    technology_words: tuple[str, ...] = ()
    civil_phrases: tuple[str, ...] = ()
    sample_regimes: tuple[str, ...] = ()
    licence_register_connected: bool = False
    match_floor: Decimal = Decimal("0.80")
    licence_exemptions: tuple[LicenceExemption, ...] = ()
    registration_regimes: tuple[str, ...] = ("1300", "2600", "2700")
    use_terms: tuple[UseTerms, ...] = field(default_factory=shipped_terms)
    trade_alloys: tuple[TradeAlloy, ...] = field(default_factory=shipped_alloys)
    mostly_elements: tuple[MostlyElement, ...] = field(default_factory=shipped_elements)
    known_composition_percent: Decimal = Decimal(85)
    most_claims: int = 20
    departure_days: int = 14
    question_extension_days: int = 7
    appraisal_reminder_days: int = 20
    diversion_limits: dict[str, Decimal] = field(default_factory=shipped_limits)
    diversion_points: dict[str, Decimal] = field(default_factory=shipped_points)
    follow_up_duties: tuple[FollowUpDuty, ...] = field(default_factory=shipped_duties)
    use_yields: tuple[UseYield, ...] = field(default_factory=shipped_yields)
    follow_up_answer_days: int = 10
    follow_up_held: int = 3
    follow_up_limited: int = 5
    follow_up_limit_kg: Decimal = Decimal(500)
    follow_up_limit_days: int = 30
    grounds: tuple[Ground, ...] = GROUNDS
    detention_months: int = 12
    detention_extension_months: int = 12
    verdict_days: int = 365
    quotas: tuple[Quota, ...] = ()
    office_contacts: tuple[OfficeContact, ...] = field(default_factory=shipped_contacts)
    paper_formats: tuple[str, ...] = ALWAYS
    licence_register_days: int = 30
    licence_register_shrink: Decimal = Decimal("0.20")

    def grounds_for(self, act: str, on: date) -> tuple[Ground, ...]:
        """What may be chosen for that act on the date, in the order of the policy."""
        return tuple(each for each in self.grounds if each.act == act and each.stands_on(on))

    def end_use_norm(self, code: str) -> EndUseNorm | None:
        """The norm of an end-use category, or None if the policy does not know it."""
        return next((norm for norm in self.end_use_norms if norm.code == code), None)

    def grade_of(self, country: str) -> str:
        """The country's grade, one of compliance.law.follow_up.GRADES."""
        if country in self.high_risk_countries or country in self.embargoed_countries:
            return "high_risk"
        return "transit_hub" if country in self.transit_hubs else "other"

    def use_yield(self, end_use: str) -> UseYield | None:
        """How that use divides the metal, or None if the policy does not say."""
        return next((each for each in self.use_yields if each.end_use == end_use), None)

    def list_limit(self, list_code: str) -> ListLimit | None:
        """Age and shrink limits for a list."""
        return next((limit for limit in self.list_limits if limit.list_code == list_code), None)

    def reference_price(self, material: str, purity: Decimal, on: date) -> Decimal | None:
        """USD per kg for the highest purity class reached, as last set by that date."""
        bands = [
            band
            for band in self.price_bands
            if band.material == material and band.purity_min <= purity and band.since <= on
        ]
        best = max(bands, key=lambda band: (band.purity_min, band.since), default=None)
        return best.reference_usd_per_kg if best else None

    @cached_property
    def lexicon(self) -> Lexicon:
        """Terms about use ready for looking up; the lists of words only add to them."""
        lists = (
            UseTerms("civil", 0, "", self.civil_phrases),
            UseTerms("weapon", 3, "", self.military_words),
            UseTerms("nuclear", 3, "", self.catch_all_words),
        )
        further = tuple(each for each in lists if each.words)
        return lexicon_of(self.use_terms, further)

    @cached_property
    def alloy_names(self) -> Lexicon:
        """Trade names of alloys; a term's kind is the place of its row."""
        return Lexicon(
            Term(name, str(place))
            for place, alloy in enumerate(self.trade_alloys)
            for name in alloy.names
        )

    @cached_property
    def calendar(self) -> Calendar:
        """Working days as this policy knows them."""
        return Calendar(frozenset(self.holidays), frozenset(self.make_up_days))

    def is_suspended(self, instrument: str, on: date) -> bool:
        """Whether that instrument (or clause) is suspended on the date."""
        return any(
            suspension.instrument == instrument
            and suspension.since <= on
            and (suspension.until is None or on < suspension.until)
            for suspension in self.suspensions
        )
