"""DST-01 to DST-05: bans by destination and use, and the restrictions of the policy."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.dates import applies_on_any
from compliance.law.facts import Facts
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import (
    DUAL_USE_REGULATIONS,
    EXPORT_CONTROL_LAW,
    JAPAN_MILITARY_BAN,
    US_MATERIALS_BAN,
    US_MILITARY_BAN,
)
from compliance.law.policy import Restriction
from compliance.law.provisions import Instrument
from compliance.law.rule import Effect, Hit, rule
from compliance.law.vocabulary import first_mention

UNITED_STATES = "USA"
JAPAN = "JPN"
US_BANNED_ELEMENTS = frozenset({"Ga", "Ge", "Sb"})

_EMBARGO_BASIS = DUAL_USE_REGULATIONS.article(
    "13",
    "可按物项、目的国家和地区、组织和个人禁止出口。",
    "Exports may be banned by item, destination, organisation and person.",
)


@rule(
    "DST-01",
    regulation="R08",
    title=_("Dual-use items may not go to United States military users or uses"),
    message=_("Controlled goods for United States military; sign of it: %(sign)s."),
    version=2,
    basis=(
        US_MILITARY_BAN.article(
            "1", "禁止两用物项对美军事用户或用途出口。", "No dual-use items to US military."
        ),
        _EMBARGO_BASIS,
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("None, unless MOFCOM decides otherwise in writing."),
)
def united_states_military(facts: Facts) -> Iterable[Hit]:
    """A body of its forces in any country, or military use within the United States; an ambiguous
    word is for an officer (EUS-23)."""
    return _military_hits(facts, UNITED_STATES, US_MILITARY_BAN)


@rule(
    "DST-02",
    regulation="R08",
    title=_("Dual-use items may not strengthen Japan's military"),
    message=_("Controlled goods for the Japanese military; sign of it: %(sign)s."),
    version=2,
    basis=(
        JAPAN_MILITARY_BAN.article(
            "1",
            "禁止两用物项对日军事用户、军事用途及一切有助于提升其军事实力的用途出口，转移者亦追责。",
            "No dual-use items to Japanese military users and uses or any use that helps its "
            "military capability; transfers from third countries are pursued too.",
        ),
        _EMBARGO_BASIS,
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("None, unless MOFCOM decides otherwise in writing."),
)
def japan_military(facts: Facts) -> Iterable[Hit]:
    """As for the United States; the ban reaches any use that helps military capability."""
    return _military_hits(facts, JAPAN, JAPAN_MILITARY_BAN)


@rule(
    "DST-03",
    regulation="R08",
    title=_("The country is under embargo"),
    message=_("%(country)s is under embargo."),
    basis=(_EMBARGO_BASIS, EXPORT_CONTROL_LAW.article("10", "禁止出口。", "Export bans.")),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Nothing cures this."),
)
def embargo(facts: Facts) -> Iterable[Hit]:
    """Any declared destination, route country or seat of a party."""
    places = facts.countries | {facts.declaration.trading_country}
    places |= {party.country for party in facts.parties}
    return [
        on_field("final_destination", country=country)
        for country in facts.policy.embargoed_countries
        if country in places
    ]


@rule(
    "DST-04",
    regulation="R08",
    title=_("Gallium, germanium and antimony items may not go to the United States"),
    message=_("Line %(line)s holds %(elements)s and is bound for the United States."),
    basis=(
        US_MATERIALS_BAN.article(
            "2",
            "原则上不予许可镓、锗、锑、超硬材料相关两用物项对美出口；2025-11-09至2026-11-27暂停。",
            "In principle no licence for these items to the US; suspended 2025-11-09 to "
            "2026-11-27.",
        ),
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Show MOFCOM's licence for this export to the United States."),
)
def united_states_materials(facts: Facts) -> Iterable[Hit]:
    """Applies again from the day the suspension ends, to goods that have not left by then; an
    element only noticed in other goods is for an officer."""
    if not applies_on_any(US_MATERIALS_BAN, facts.export_days, facts.policy):
        return []
    return [
        on_line(
            line,
            "final_destination",
            effect=None if found.is_controlled else Effect.HOLD,
            elements=", ".join(sorted(banned)),
        )
        for line, found in facts.classified
        if (banned := found.elements & US_BANNED_ELEMENTS)
        if UNITED_STATES in facts.countries
    ]


@rule(
    "DST-05",
    regulation="POLICY",
    title=_("A restriction of the policy in force applies"),
    message=_("Restriction %(code)s applies: %(reason_zh)s / %(reason_en)s"),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "10, 13",
            "按目的国家和地区评估风险，必要时限制或禁止。",
            "Destinations are graded by risk and may be restricted or banned.",
        ),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Follow what the restriction says, or have the policy changed."),
)
def policy_restriction(facts: Facts) -> Iterable[Hit]:
    """The lever to restrict flows to a country, a company or a use."""
    return [
        Hit(
            {
                "code": restriction.code,
                "reason_zh": restriction.reason_zh,
                "reason_en": restriction.reason_en,
            },
            effect=Effect[restriction.effect],
        )
        for restriction in facts.policy.restrictions
        if _is_in_force(restriction, facts) and _covers(restriction, facts)
    ]


def _military_hits(facts: Facts, country: str, instrument: Instrument) -> list[Hit]:
    """A body of that country wherever it sits; any other military use within the country."""
    if not (facts.is_dual_use and applies_on_any(instrument, facts.export_days, facts.policy)):
        return []
    is_bound_there = country in facts.countries
    return [
        on_field(sign.field_name, sign=sign.words)
        for sign in facts.military_signs
        if sign.is_certain
        if sign.country == country or (is_bound_there and not sign.country)
    ][:1]


def _is_in_force(restriction: Restriction, facts: Facts) -> bool:
    since, until = restriction.since, restriction.until
    return any(since <= day and (until is None or day < until) for day in facts.export_days)


def _covers(restriction: Restriction, facts: Facts) -> bool:
    """Every field the restriction fills in must fit; a company may be end user or consignee."""
    statement = facts.statement
    names = " ".join(sorted((*facts.end_user_keys, *facts.consignee_keys)))
    return (
        (not restriction.country or restriction.country in facts.countries)
        and (not restriction.end_user or bool(first_mention(names, (restriction.end_user,))))
        and (not restriction.end_use or (statement and statement.end_use) == restriction.end_use)
        and (
            not restriction.material
            or restriction.material in {line.material for line in facts.lines}
        )
    )
