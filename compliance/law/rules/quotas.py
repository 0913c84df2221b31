"""QTY-20: whether the policy's quotas still have room for what is declared."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts
from compliance.law.instruments import (
    DUAL_USE_REGULATIONS,
    FOREIGN_TRADE_LAW,
    FOREIGN_TRADE_LAW_2004,
)
from compliance.law.quotas import quota_of
from compliance.law.rule import Effect, Hit, rule


@rule(
    "QTY-20",
    regulation="POLICY",
    title=_("A quota of the policy in force has no room for the shipment"),
    message=_(
        "Quota %(quota)s (%(basis)s), %(period)s: %(used)s of %(limit)s kg of contained indium are "
        "used, %(declared)s kg are declared. %(reason_zh)s / %(reason_en)s"
    ),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "10, 13",
            "按目的国家和地区评估风险，必要时限制或禁止。",
            "Destinations are graded by risk and may be restricted or banned.",
        ),
        FOREIGN_TRADE_LAW_2004.article(
            "19",
            "限制出口的货物实行配额、许可证等方式管理。",
            "Goods whose export is restricted are managed by quotas, licences and the like.",
        ),
        FOREIGN_TRADE_LAW.article(
            "",
            "限制出口的货物可以实行配额管理。",
            "Goods whose export is restricted may be managed by quotas.",
        ),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Wait for the next period, have goods of the quota recalled, or the policy changed."),
)
def quota_has_room(facts: Facts) -> Iterable[Hit]:
    """Each quota with the grade that its row of the policy names."""
    return [
        Hit(
            {
                "quota": quota.code,
                "basis": ", ".join(quota.basis),
                "period": quota.period_name(state.begins),
                "used": format(state.used_kg, "f"),
                "limit": format(quota.kg, "f"),
                "declared": format(state.declared_kg, "f"),
                "reason_zh": quota.reason_zh,
                "reason_en": quota.reason_en,
            },
            effect=Effect[quota.effect],
        )
        for state in facts.quotas
        if (quota := quota_of(facts.policy.quotas, state.code, facts.declared_on))
        if state.exceeds(quota.kg)
    ]
