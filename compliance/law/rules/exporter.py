"""EXP: the exporter's own standing with customs."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from compliance.law.announcements import CUSTOMS_QUESTION_RULES
from compliance.law.dates import months_after
from compliance.law.facts import Facts
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import CUSTOMS_LAW, DUAL_USE_REGULATIONS
from compliance.law.rule import Effect, Hit, rule

POOR = {
    "dishonest": "失信企业 / dishonest enterprise",
    "deficient": "内部合规制度不健全 / compliance programme deficient",
}
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
    if not _is_recent(facts):
        return []
    is_grave = facts.is_dual_use and facts.standing.icp != "sound"
    effect = Effect.HOLD if is_grave else None
    return [on_field("exporter", effect=effect, date=str(facts.standing.penalised_on))]


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
    effect = Effect.HOLD if facts.is_dual_use else None
    return [
        on_field("exporter", effect=effect, standing=POOR[mark])
        for mark in (facts.standing.aeo, facts.standing.icp)
        if mark in POOR
    ]


@rule(
    "EXP-05",
    regulation="R20",
    title=_("The law bars the exporter from general licences"),
    message=_("Line %(line)s: general licence %(number)s; the exporter: %(why)s."),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "20",
            "受过刑事处罚、五年内受过严重行政处罚或者属于管控名单主体的附属机构的，不得适用通用许可。",
            "No general licence after a criminal punishment, within five years of a serious "
            "penalty, or for what belongs to a party on the control list.",
        ),
    ),
    effect=Effect.BLOCK,
    disclosed=False,
    cure=_("Ask for an individual licence; tell the issuing office of the general one."),
)
def barred_from_general_licences(facts: Facts) -> Iterable[Hit]:
    """Whatever headquarters thinks of its compliance programme."""
    return [
        on_line(line, "licence_no", number=licence.number, why=why)
        for line, licence in facts.registered_lines
        if licence.form == "general"
        for why in _bars(facts)
    ]


def _bars(facts: Facts) -> Iterator[str]:
    standing, on = facts.standing, facts.declared_on
    if standing.convicted_on and standing.convicted_on <= on:
        yield f"{standing.convicted_on} 受过刑事处罚 / criminal punishment"
    if standing.affiliated_on and standing.affiliated_on <= on:
        yield f"{standing.affiliated_on} 管控名单主体的附属 / belongs to a listed party"
    if _is_recent(facts):
        yield f"{standing.penalised_on} 受过严重处罚 / serious penalty"


def _is_recent(facts: Facts) -> bool:
    """Not before the penalty, and not from the day on which its years are over."""
    penalised, on = facts.standing.penalised_on, facts.declared_on
    if penalised is None or penalised > on:
        return False
    return months_after(penalised, 12 * facts.policy.penalty_years) > on
