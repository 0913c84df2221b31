"""What must hold across a policy's parameters before it may be kept, as sentences per field."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES, CURRENCIES, CUSTOMS_REGIMES
from compliance.law.diversion import shipped_limits, shipped_points
from compliance.law.follow_up import EVENTS, GOODS, GRADES, REPORTS, FollowUpDuty
from compliance.law.instruments import BY_KEY
from compliance.law.list_sources import required_lists
from compliance.law.policy import Policy
from compliance.law.rule import Effect
from compliance.law.signs import ENOUGH
from compliance.listed import listed
from compliance.policy.desk_checks import contact_mistakes, format_mistakes
from compliance.policy.ground_checks import ground_mistakes
from compliance.policy.quota_checks import quota_mistakes

PART = re.compile(r"[A-Z][a-z]? (\d+(?:\.\d+)?)")
SHARES = (
    "sampling_rate",
    "licence_register_shrink",
    "high_lot_share",
    "just_below_share",
    "sum_tolerance",
)
POSITIVE = (
    "price_low_ratio",
    "excess_hold_factor",
    "national_monthly_export_kg",
    "structuring_count",
    "structuring_days",
    "check_threshold_kg",
    "statement_validity_months",
    "question_working_days",
    "departure_days",
    "appraisal_reminder_days",
    "claim_minutes",
    "most_claims",
    "follow_up_answer_days",
    "follow_up_limit_days",
    "detention_months",
    "verdict_days",
    "licence_register_days",
)
PERCENTAGES = ("affiliate_share_percent", "known_composition_percent")
NOT_NEGATIVE = ("quantity_tolerance", "follow_up_limit_kg")
LEAST_FLOOR, MOST_FLOOR = Decimal("0.5"), Decimal("0.98")
BOUNDS: tuple[tuple[tuple[str, ...], Callable[[Any], bool], Any], ...] = (
    (SHARES, lambda number: 0 <= number <= 1, _("Write a share from 0 to 1.")),
    (POSITIVE, lambda number: number > 0, _("Write a number above 0.")),
    (PERCENTAGES, lambda number: 0 < number <= 100, _("Write a percentage up to 100.")),
    (NOT_NEGATIVE, lambda number: number >= 0, _("Write a number of at least 0.")),
    (
        ("match_floor",),
        lambda number: LEAST_FLOOR <= number <= MOST_FLOOR,
        _("Write a likeness from 0.5 to 0.98."),
    ),
)
COUNTRY_LISTS = ("transit_hubs", "high_risk_countries", "embargoed_countries")


def mistakes_in(policy: Policy) -> dict[str, list[Any]]:
    """Sentences by field name; empty when the policy can be kept."""
    found: dict[str, list[Any]] = defaultdict(list)
    checks = (
        _numbers,
        _countries,
        _lists,
        _norms,
        _restrictions,
        _suspensions,
        _exemptions,
        _money,
        _terms,
        _alloys,
        _diversion,
        _follow_up,
        _yields,
        ground_mistakes,
        quota_mistakes,
        contact_mistakes,
        format_mistakes,
    )
    for check in checks:
        for name, sentence in check(policy):
            found[name].append(sentence)
    return dict(found)


def _numbers(policy: Policy) -> Iterator[tuple[str, Any]]:
    for names, is_right, sentence in BOUNDS:
        for name in names:
            if not is_right(getattr(policy, name)):
                yield name, sentence
    if policy.price_high_ratio <= policy.price_low_ratio:
        yield "price_high_ratio", _("The highest usual price has to be above the lowest.")


def _countries(policy: Policy) -> Iterator[tuple[str, Any]]:
    for name in COUNTRY_LISTS:
        for code in getattr(policy, name):
            if code not in COUNTRIES:
                yield name, _("%(code)s is no country code.") % {"code": code}


def _lists(policy: Policy) -> Iterator[tuple[str, Any]]:
    """The Chinese lists can be loosened, never dropped: without them nothing may be green."""
    named = {limit.list_code for limit in policy.list_limits}
    for code in required_lists():
        if code not in named:
            yield "list_limits", _("The list %(code)s has to be named.") % {"code": code}
    for limit in policy.list_limits:
        if limit.max_age_days < 1 or not 0 <= limit.max_shrink <= 1:
            sentence = _("%(code)s: at least 1 day, and a share from 0 to 1.")
            yield "list_limits", sentence % {"code": limit.list_code}


def _norms(policy: Policy) -> Iterator[tuple[str, Any]]:
    codes = [norm.code for norm in policy.end_use_norms]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield "end_use_norms", _("%(code)s is there twice.") % {"code": code}
    for norm in policy.end_use_norms:
        spans = (
            (norm.purity_min, norm.purity_max),
            (norm.lot_min_kg, norm.lot_max_kg),
            (norm.yearly_min_kg, norm.yearly_max_kg),
        )
        if any(not 0 <= low <= high for low, high in spans) or norm.purity_max > 100:
            sentence = _("%(code)s: each upper bound has to reach its lower bound.")
            yield "end_use_norms", sentence % {"code": norm.code}


def _restrictions(policy: Policy) -> Iterator[tuple[str, Any]]:
    uses = {norm.code for norm in policy.end_use_norms}
    for each in policy.restrictions:
        for sentence in _restriction_mistakes(each, uses):
            yield "restrictions", sentence % {"code": each.code}


def _restriction_mistakes(each: Any, uses: set[str]) -> Iterator[Any]:
    if each.effect not in Effect.__members__:
        yield _("%(code)s: the effect is FLAG, HOLD or BLOCK.")
    if each.until is not None and each.until <= each.since:
        yield _("%(code)s: it has to end after it begins.")
    if each.country and each.country not in COUNTRIES:
        yield _("%(code)s: no such country code.")
    if each.end_use and each.end_use not in uses:
        yield _("%(code)s: no such end use.")
    named = (each.country, each.end_user, each.registration_no, each.end_use, each.material)
    if not any(named):
        yield _("%(code)s: name a country, an end user, an end use or a material.")
    if not (each.reason_zh and each.reason_en):
        yield _("%(code)s: give the reason in both languages.")


def _suspensions(policy: Policy) -> Iterator[tuple[str, Any]]:
    for each in policy.suspensions:
        if each.instrument not in BY_KEY:
            yield "suspensions", _("%(key)s is no instrument.") % {"key": each.instrument}
        if each.until is not None and each.until <= each.since:
            sentence = _("%(key)s: it has to end after it begins.")
            yield "suspensions", sentence % {"key": each.instrument}


def _exemptions(policy: Policy) -> Iterator[tuple[str, Any]]:
    for each in policy.licence_exemptions:
        for sentence in _exemption_mistakes(each):
            yield "licence_exemptions", sentence % {"code": each.code}
    for regime in policy.registration_regimes:
        if regime not in CUSTOMS_REGIMES:
            yield "registration_regimes", _("%(code)s is no customs regime.") % {"code": regime}


def _exemption_mistakes(each: Any) -> Iterator[Any]:
    if each.effect not in Effect.__members__:
        yield _("%(code)s: the effect is FLAG, HOLD or BLOCK.")
    if each.goods not in ("metal", "dual_use", "any"):
        yield _("%(code)s: the goods are metal, dual_use or any.")
    if not (each.regimes or each.zone_entry):
        yield _("%(code)s: name a customs regime, or entry into a bonded place.")
    if any(regime not in CUSTOMS_REGIMES for regime in each.regimes):
        yield _("%(code)s: no such customs regime.")
    if each.confidence not in ("V2", "S", "M"):
        yield _("%(code)s: the confidence is V2, S or M.")
    if each.until is not None and each.until <= each.since:
        yield _("%(code)s: it has to end after it begins.")
    if not (each.reason_zh and each.reason_en):
        yield _("%(code)s: give the reason in both languages.")


def _terms(policy: Policy) -> Iterator[tuple[str, Any]]:
    for group in policy.use_terms:
        if group.weight > ENOUGH:
            yield "use_terms", _("%(kind)s: the weight is 0 to 3.") % {"kind": group.kind}
        if group.country and group.country not in COUNTRIES:
            yield "use_terms", _("%(code)s is no country code.") % {"code": group.country}


def _alloys(policy: Policy) -> Iterator[tuple[str, Any]]:
    for alloy in policy.trade_alloys:
        if not _is_composition(alloy.parts):
            sentence = _("%(name)s: write parts like Ga 75.5, up to 100 in all.")
            yield "trade_alloys", sentence % {"name": listed(alloy.names)}
    for each in policy.mostly_elements:
        if not 0 < each.percent <= 100:
            sentence = _("%(symbol)s: write a percentage above 0 up to 100.")
            yield "mostly_elements", sentence % {"symbol": each.symbol}


def _diversion(policy: Policy) -> Iterator[tuple[str, Any]]:
    """Every figure is read by name, so none may be missing or unknown."""
    for name, shipped in (
        ("diversion_limits", shipped_limits()),
        ("diversion_points", shipped_points()),
    ):
        figures = getattr(policy, name)
        for key in sorted(set(shipped) ^ set(figures)):
            yield name, _("%(key)s is missing or unknown.") % {"key": key}
        for key, figure in figures.items():
            if figure < 0 or (name == "diversion_limits" and not figure):
                yield name, _("%(key)s: write a number above 0.") % {"key": key}


def _follow_up(policy: Policy) -> Iterator[tuple[str, Any]]:
    uses = {norm.code for norm in policy.end_use_norms}
    for number, duty in enumerate(policy.follow_up_duties, start=1):
        for sentence in _duty_mistakes(duty, uses):
            told = {"number": number, "what": sentence}
            yield "follow_up_duties", _("Row %(number)s: %(what)s") % told


def _duty_mistakes(duty: FollowUpDuty, uses: set[str]) -> Iterator[Any]:
    for allowed, given in (
        (REPORTS, (duty.kind,)),
        (EVENTS, (duty.after,)),
        (GOODS, (duty.goods,)),
        (GRADES, duty.grades),
        (uses, duty.end_uses),
    ):
        for word in given:
            if word not in allowed:
                told = {"word": word, "allowed": listed(sorted(allowed))}
                yield _("“%(word)s” is none of: %(allowed)s.") % told
    if duty.kind == duty.after:
        yield _("A report cannot be due after itself.")
    if duty.days < 1 or not 0 <= duty.share <= 1:
        yield _("at least 1 day, and a share from 0 to 1.")
    if duty.until is not None and duty.until <= duty.since:
        yield _("it has to end after it begins.")


def _yields(policy: Policy) -> Iterator[tuple[str, Any]]:
    uses = {norm.code for norm in policy.end_use_norms}
    for each in policy.use_yields:
        if each.end_use not in uses:
            yield "use_yields", _("%(code)s: no such end use.") % {"code": each.end_use}
        if min(each.product, each.scrap) < 0 or each.product + each.scrap > 1:
            sentence = _("%(code)s: shares from 0 to 1, both together no more than 1.")
            yield "use_yields", sentence % {"code": each.end_use}


def _is_composition(parts: tuple[str, ...]) -> bool:
    figures = [PART.fullmatch(part) for part in parts]
    shares = [Decimal(match[1]) for match in figures if match]
    return 0 < len(shares) == len(parts) and sum(shares) <= 100


def _money(policy: Policy) -> Iterator[tuple[str, Any]]:
    for code, rate in (policy.usd_rates or {}).items():
        if code not in CURRENCIES or rate <= 0:
            yield "usd_rates", _("%(code)s: unknown currency, or no rate above 0.") % {"code": code}
    for band in policy.price_bands:
        if band.reference_usd_per_kg <= 0:
            yield "price_bands", _("Prices have to be above 0.")
