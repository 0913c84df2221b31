"""EXP: the exporter's own standing with customs."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.dates import months_after
from compliance.law.facts import Facts
from compliance.law.hits import on_field
from compliance.law.instruments import (
    CUSTOMS_LAW,
    CUSTOMS_QUESTION_RULES,
    DUAL_USE_REGULATIONS,
)
from compliance.law.rule import Effect, Hit, rule

_STANDING_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "20, 27",
        "五年内受过严重处罚的不得适用通用许可；有关资料保存五年。",
        "No general licence within five years of a serious penalty; records are kept five years.",
    ),
)


@rule(
    "EXP-01",
    regulation="R20",
    title=_("The exporter was penalised in recent years"),
    message=_("Last serious penalty on %(date)s."),
    basis=_STANDING_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for evidence of the exporter's compliance programme."),
)
def recent_penalty(facts: Facts) -> Iterable[Hit]:
    """A hold for dual-use items unless headquarters found the compliance programme sound; the day
    the years are over no longer counts."""
    penalised = facts.standing.penalised_on
    if penalised is None or penalised > facts.declared_on:
        return []
    if months_after(penalised, 12 * facts.policy.penalty_years) <= facts.declared_on:
        return []
    is_grave = facts.is_dual_use and facts.standing.icp != "sound"
    effect = Effect.HOLD if is_grave else None
    return [on_field("exporter", effect=effect, date=str(penalised))]


@rule(
    "EXP-02",
    regulation="R20",
    title=_("The exporter has open question notices"),
    message=_("Question notices still open: %(count)s."),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "22", "质疑期间不予放行。", "Nothing is released while it is questioned."
        ),
        CUSTOMS_QUESTION_RULES.article(
            "", "收到质疑通知书后七个工作日内答复。", "Answer within seven working days of receipt."
        ),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Settle the open questions first, or judge this shipment together with them."),
)
def open_questions(facts: Facts) -> Iterable[Hit]:
    """A hold for dual-use items."""
    count = facts.standing.open_questions
    effect = Effect.HOLD if facts.is_dual_use else None
    return [on_field("exporter", effect=effect, count=str(count))] if count > 0 else []


@rule(
    "EXP-03",
    regulation="R20",
    title=_("The broker shows no mandate"),
    message=_("%(declarant)s files for %(exporter)s without a mandate."),
    basis=(
        CUSTOMS_LAW.article(
            "10",
            "报关企业接受委托，应当提交委托书并审查所提供情况。",
            "A broker shows its mandate and checks what it was told.",
        ),
        DUAL_USE_REGULATIONS.article(
            "36", "不得为违规出口提供代理等服务。", "No brokerage for unlawful exports."
        ),
    ),
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Attach the customs agency agreement or power of attorney."),
)
def broker_mandate(facts: Facts) -> Iterable[Hit]:
    """Only where another organisation files; on record or attached, either will do."""
    declaration = facts.declaration
    exporter, declarant = declaration.exporter, declaration.declarant
    if not declarant.uscc or declarant.uscc == exporter.uscc:
        return []
    on_record = facts.standing.has_agency_mandate
    if on_record or "agency_agreement" in declaration.attachment_kinds():
        return []
    return [on_field("declarant", declarant=declarant.name_zh, exporter=exporter.name_zh)]


@rule(
    "EXP-04",
    regulation="R20",
    title=_("The exporter's standing with customs is poor"),
    message=_("Standing on record: %(standing)s."),
    basis=(
        *_STANDING_BASIS,
        CUSTOMS_LAW.article(
            "24",
            "如实申报；失信企业从严审核（海关信用管理）。",
            "Declare truthfully; customs looks harder at those it has found dishonest.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Look at papers and goods; ask headquarters whether the standing still holds."),
)
def poor_standing(facts: Facts) -> Iterable[Hit]:
    """Dishonest by customs' credit grade, or a compliance programme found deficient; a hold for
    dual-use items."""
    standing = facts.standing
    marks = [
        word
        for is_so, word in (
            (standing.aeo == "dishonest", "失信企业 / dishonest enterprise"),
            (standing.icp == "deficient", "内部合规制度不健全 / compliance programme deficient"),
        )
        if is_so
    ]
    effect = Effect.HOLD if facts.is_dual_use else None
    return [on_field("exporter", effect=effect, standing=mark) for mark in marks]
