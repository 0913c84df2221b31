"""PTY-04 and PTY-08: bans on dealings with a party, whatever the goods are. None is disclosed."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.announcements import COUNTERMEASURE_ORDERS_2026
from compliance.law.facts import Facts
from compliance.law.instruments import (
    ANTI_SANCTIONS_LAW,
    ANTI_SANCTIONS_PROVISIONS,
    FOREIGN_TRADE_LAW,
    FOREIGN_TRADE_LAW_2004,
    UNRELIABLE_ENTITY_RULES,
)
from compliance.law.party_hits import (
    COUNTERMEASURES_LIST,
    UNRELIABLE_LIST,
    is_same,
    on_party,
    serves_only,
    standing,
)
from compliance.law.rule import Effect, Hit, rule

_NEW_LAW = FOREIGN_TRADE_LAW.article(
    "10, 40",
    "对危害中国主权、安全、发展利益的境外个人和组织，可禁止或限制其与中国有关的进出口；"
    "任何人不得协助规避。",
    "Foreign persons and bodies that harm China's sovereignty, security or development may be "
    "barred from trade with it; nobody may help them round the ban.",
)


@rule(
    "PTY-04",
    regulation="R07",
    title=_("A party is on the unreliable entity list"),
    message=_("%(name)s matches %(listed)s (%(notice)s)."),
    basis=(
        UNRELIABLE_ENTITY_RULES.article(
            "10",
            "可禁止或限制不可靠实体从事与中国有关的进出口活动。",
            "Trade with China may be banned or restricted for an unreliable entity.",
        ),
        FOREIGN_TRADE_LAW_2004.article(
            "7", "对歧视性措施可采取相应措施。", "Answering measures may be taken."
        ),
        _NEW_LAW,
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Read the notice: show that its measure does not cover this export."),
)
def unreliable_entity(facts: Facts) -> Iterable[Hit]:
    """An exact name, or its branch, under a ban on import and export blocks, metal included;
    restrictions of another kind, and those who only serve the export, are for two officers."""
    return [
        on_party(
            hit,
            Effect.BLOCK
            if hit.measure == "prohibit" and is_same(hit) and not serves_only(hit, facts)
            else Effect.HOLD,
        )
        for hit in standing(facts, UNRELIABLE_LIST)
    ]


@rule(
    "PTY-08",
    regulation="R07",
    title=_("A party is under countermeasures"),
    message=_("%(name)s matches %(listed)s on the countermeasures list (%(notice)s)."),
    basis=(
        ANTI_SANCTIONS_LAW.article(
            "4, 6, 11",
            "列入反制清单的，可禁止境内组织和个人与其交易、合作；境内组织和个人应当执行。",
            "Dealings and cooperation with a party on the list may be banned; everybody in China "
            "has to carry the ban out.",
        ),
        ANTI_SANCTIONS_PROVISIONS.article(
            "8",
            "所禁交易、合作包括经贸活动。",
            "The dealings banned include trade.",
        ),
        _NEW_LAW,
        COUNTERMEASURE_ORDERS_2026.article("", "2026年列入的主体。", "The parties listed in 2026."),
    ),
    effect=Effect.BLOCK,
    disclosed=False,
    cure=_("None while the measure stands, unless it is another party or its dealings are freed."),
)
def countermeasures(facts: Facts) -> Iterable[Hit]:
    """Dealings of every kind are banned, in any role and with any goods; a likeness holds."""
    return [
        on_party(hit, None if hit.measure == "prohibit" and is_same(hit) else Effect.HOLD)
        for hit in standing(facts, COUNTERMEASURES_LIST)
    ]
