"""DST-01 to DST-05: bans by destination and use, and the restrictions of the policy."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.announcements import JAPAN_MILITARY_BAN, US_MATERIALS_BAN, US_MILITARY_BAN
from compliance.law.classify import Classification
from compliance.law.dates import applies_on_any
from compliance.law.declaration import GoodsLine
from compliance.law.facts import Facts, RestrictedParty
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import DUAL_USE_REGULATIONS, EXPORT_CONTROL_LAW
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
            "原则上不予许可镓、锗、锑、超硬材料相关两用物项对美出口；"
            "2025-11-09至2026-11-27（含当日）暂停。",
            "In principle no licence for these items to the US; suspended from 2025-11-09 through "
            "2026-11-27.",
        ),
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Show MOFCOM's licence for this export to the United States."),
    other_cures={
        "licensed": _("Confirm with MOFCOM that the licence was issued for the United States."),
    },
)
def united_states_materials(facts: Facts) -> Iterable[Hit]:
    """Applies again once the suspension is over, to goods that have not left by then. "In principle
    no licence" leaves room for one: where it is cited, and where the element is only noticed in
    other goods, it is for two officers."""
    if not applies_on_any(US_MATERIALS_BAN, facts.export_days, facts.policy):
        return []
    return [
        on_line(
            line,
            "final_destination",
            effect=_materials_effect(line, found),
            elements=", ".join(sorted(banned)),
            **({"case": "licensed"} if _is_licensed(line) else {}),
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
            effect=effect,
        )
        for restriction in facts.policy.restrictions
        if _is_in_force(restriction, facts) and _covers(restriction, facts)
        if (effect := _company_effect(restriction, facts)) is not None
    ]


def _is_licensed(line: GoodsLine) -> bool:
    return bool(line.licence_no.strip()) and line.licence_kind == "3"


def _materials_effect(line: GoodsLine, found: Classification) -> Effect | None:
    return None if found.is_controlled and not _is_licensed(line) else Effect.HOLD


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


def _company_effect(restriction: Restriction, facts: Facts) -> Effect | None:
    """The restriction's own effect where its company is surely meant: by its words in the end
    user's or consignee's name, by an exact name, its number, or an owner of the policy's share. A
    likeness holds, a smaller owner is flagged; None where the company is not there."""
    effect = Effect[restriction.effect]
    if not (restriction.end_user or restriction.registration_no):
        return effect
    names = " ".join(sorted((*facts.end_user_keys, *facts.consignee_keys)))
    if restriction.end_user and first_mention(names, (restriction.end_user,)):
        return effect
    found = [
        min(effect, _most_for(party, facts))
        for party in facts.restricted
        if party.restriction == restriction.code
    ]
    return max(found, default=None)


def _most_for(party: RestrictedParty, facts: Facts) -> Effect:
    share = facts.policy.affiliate_share_percent
    if party.percent is not None and party.percent < share:
        return Effect.FLAG
    return Effect.BLOCK if party.exact else Effect.HOLD


def _covers(restriction: Restriction, facts: Facts) -> bool:
    """Every field the restriction fills in, apart from the company, must fit."""
    uses = {each.end_use for each in facts.declaration.all_statements}
    return (
        (not restriction.country or restriction.country in facts.countries)
        and (not restriction.end_use or restriction.end_use in uses)
        and (
            not restriction.material
            or restriction.material in {line.material for line in facts.lines}
        )
    )
