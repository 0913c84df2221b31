"""EUS-31: what earlier shipments to the end user say about where its metal goes."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.diversion import score_of
from compliance.law.facts import Facts
from compliance.law.instruments import DUAL_USE_REGULATIONS, EXPORT_CONTROL_LAW
from compliance.law.rule import Effect, Hit, rule

SENTENCES = {
    "over_need": _(
        "Received %(received)s kg in the year to %(until)s, but can use only %(possible)s kg."
    ),
    "need_grows": _(
        "The declared yearly need grew from %(was)s kg (%(since)s) to %(now)s kg (%(by)s), without "
        "evidence of new capacity."
    ),
    "many_exporters": _(
        "%(exporters)s exporters within %(days)s days to %(until)s; usually %(usually)s."
    ),
    "new_intermediary": _(
        "A middleman unknown before takes %(share)s%% of the last half-year: %(who)s."
    ),
    "transit_hub": _("%(received)s kg went to another firm in a transit country (%(through)s)."),
    "purity_mismatch": _(
        "%(share)s%% of the metal is purer than the declared use needs (%(use)s)."
    ),
    "just_under": _("%(orders)s round orders just under %(limit)s kg, most of all orders."),
    "rerouted": _(
        "After the restriction of %(restricted)s on %(since)s the half-year's flow rose from "
        "%(before)s to %(after)s kg; %(moved)s kg of it from exporters who had served that country."
    ),
    "reports_stop": _(
        "No report of use since %(last_report)s, though %(received_since)s kg were received."
    ),
}


@rule(
    "EUS-31",
    regulation="R13",
    title=_("Earlier shipments to the end user show signs of diversion"),
    message=_("Sign of diversion “%(case)s”; all signs together have %(score)s points."),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "23, 25",
            "建立最终用户和最终用途风险管控制度；最终用户不得擅自改变用途或者转让。",
            "End user and end use are watched for risks; the end user may neither change the use "
            "nor hand the goods on without permission.",
        ),
        EXPORT_CONTROL_LAW.article(
            "15, 16",
            "最终用户承诺不擅自改变最终用途或者转让；国家管控最终用户和最终用途风险。",
            "The end user promises neither to change the use nor to hand on; the state watches end "
            "users and uses.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Look at the end user's flows; ask for proof of capacity, stock and use."),
    other_messages=SENTENCES,
)
def signs_of_diversion(facts: Facts) -> Iterable[Hit]:
    """From the policy's points on each sign is a finding; many points hold the goods."""
    limits, score = facts.policy.diversion_limits, score_of(facts.diversion)
    if score < limits["watched"]:
        return []
    effect = Effect.HOLD if score >= limits["held"] else None
    return [
        Hit(
            {**sign.evidence, "case": sign.code, "score": str(score)},
            field_name="end_user",
            effect=effect,
        )
        for sign in facts.diversion
    ]
