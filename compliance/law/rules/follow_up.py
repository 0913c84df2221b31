"""FUP: what reports on earlier releases say, or that they are missing."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts
from compliance.law.history import own_recent
from compliance.law.hits import on_field
from compliance.law.instruments import DUAL_USE_REGULATIONS
from compliance.law.rule import Effect, Hit, rule

MOST_NAMED = 5
_REPORTING = DUAL_USE_REGULATIONS.article(
    "18, 38",
    "如实报告装运、抵达、安装、使用等情况，并配合核查。",
    "Shipment, arrival, installation and use are reported truthfully, and checks are supported.",
)
_NO_CHANGE = DUAL_USE_REGULATIONS.article(
    "18, 25",
    "最终用户和最终用途不得擅自改变；改变须事先申请。",
    "User and use may not change without permission, which is asked for beforehand.",
)


@rule(
    "FUP-01",
    regulation="REG 18",
    title=_("Reports on earlier releases are overdue"),
    message=_("%(reference)s: “%(report)s” was due on %(due)s. Overdue reports in all: %(count)s."),
    basis=(_REPORTING,),
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("File the overdue reports under “Reports after release”."),
)
def overdue_reports(facts: Facts) -> Iterable[Hit]:
    """The longest overdue are named; from the policy's number on they hold the goods."""
    count, enough = len(facts.overdue), facts.policy.follow_up_held
    effect = Effect.HOLD if enough and count >= enough else None
    return [
        on_field(
            "exporter",
            effect=effect,
            reference=each.reference,
            report=each.kind,
            due=str(each.due_on),
            count=str(count),
        )
        for each in facts.overdue[:MOST_NAMED]
    ]


@rule(
    "FUP-02",
    regulation="REG 18",
    title=_("With overdue reports an exporter may ship only so much"),
    message=_(
        "With %(count)s overdue reports no more than %(limit)s kg may be declared within %(days)s "
        "days; with this declaration it is %(kg)s kg."
    ),
    basis=(_REPORTING,),
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("File the overdue reports first, or declare less."),
)
def limited_by_overdue_reports(facts: Facts) -> Iterable[Hit]:
    """A lever of the policy: count, kilograms and days."""
    policy, count = facts.policy, len(facts.overdue)
    if not policy.follow_up_limited or count < policy.follow_up_limited:
        return []
    earlier = own_recent(facts, policy.follow_up_limit_days)
    total = sum((each.net_weight_kg for each in earlier), Decimal(0)) + facts.net_weight_kg
    if total <= policy.follow_up_limit_kg:
        return []
    return [
        on_field(
            "exporter",
            count=str(count),
            limit=f"{policy.follow_up_limit_kg:f}",
            days=str(policy.follow_up_limit_days),
            kg=f"{total:f}",
        )
    ]


@rule(
    "FUP-03",
    regulation="REG 25",
    title=_("A report names another user or use than was declared"),
    message=_("%(reference)s: declared was %(declared)s, reported is %(reported)s."),
    basis=(_NO_CHANGE,),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask who has the goods and what for; accept or question the report."),
)
def unreported_changes(facts: Facts) -> Iterable[Hit]:
    """Neither declared nor granted on request, and no officer accepted it."""
    return [
        on_field(
            "end_user",
            case=each.what,
            reference=each.reference,
            declared=_named(facts, each.what, each.declared),
            reported=_named(facts, each.what, each.reported),
        )
        for each in facts.changes
    ]


def _named(facts: Facts, what: str, value: str) -> str:
    norm = facts.policy.end_use_norm(value) if what == "use" else None
    return f"{norm.name_zh} / {norm.name_en}" if norm else value or "-"
