"""EXP-20 ff.: what customs refused, or let be withdrawn while it asked, does not come back unseen
at another office, under another name or number."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.dates import months_after
from compliance.law.facts import Facts
from compliance.law.hits import on_field
from compliance.law.instruments import CUSTOMS_LAW, DUAL_USE_REGULATIONS
from compliance.law.precedents import PrecedentFact
from compliance.law.rule import Effect, Hit, rule

_TRUTHFUL = CUSTOMS_LAW.article(
    "24", "如实申报，交验许可证件。", "Declare truthfully and show the permits."
)
_QUESTIONED = DUAL_USE_REGULATIONS.article(
    "22", "质疑期间不予放行。", "Nothing is released while it is questioned."
)
_DEAL = frozenset({"contract", "goods"})


@rule(
    "EXP-20",
    regulation="R20",
    title=_("The same contract, goods or party was refused before"),
    message=_("%(reference)s was refused on %(on)s at office %(office)s: %(ground)s"),
    basis=(
        _TRUTHFUL,
        DUAL_USE_REGULATIONS.article("21", "无许可不放行。", "No permit, no release."),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask the office that refused: the reason must be gone before these goods leave."),
)
def refused_before(facts: Facts) -> Iterable[Hit]:
    """A hold where the deal is the same, a flag where only the party is."""
    return [_hit(each) for each in _remembered(facts, "refused")]


@rule(
    "EXP-21",
    regulation="R20",
    title=_("The same contract, goods or party was withdrawn while customs asked"),
    message=_("%(reference)s was withdrawn on %(on)s at office %(office)s: %(ground)s"),
    basis=(_TRUTHFUL, _QUESTIONED),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Take up what was asked there: the answer is still due."),
)
def withdrawn_while_questioned(facts: Facts) -> Iterable[Hit]:
    """A hold where the deal is the same, a flag where only the party is."""
    return [_hit(each) for each in _remembered(facts, "withdrawn")]


@rule(
    "EXP-22",
    regulation="R05",
    title=_("An officer found a party of this declaration to be a listed one"),
    message=_("Found on %(on)s at office %(office)s in %(reference)s: %(ground)s"),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "29", "不得与管控名单主体交易。", "No dealing with listed parties."
        ),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Read that verdict; the party has to show that it is another one."),
)
def confirmed_elsewhere(facts: Facts) -> Iterable[Hit]:
    """The same party by name or registration number, whatever it is called on a list."""
    return [_hit(each, Effect.HOLD) for each in _remembered(facts, "confirmed")]


def _remembered(facts: Facts, kind: str) -> list[PrecedentFact]:
    """As long as a serious penalty is remembered."""
    months = 12 * facts.policy.penalty_years
    return [
        each
        for each in facts.precedents
        if each.kind == kind and months_after(each.on, months) > facts.declared_on
    ]


def _hit(each: PrecedentFact, effect: Effect | None = None) -> Hit:
    same_deal = Effect.HOLD if _DEAL & {*each.shared} else None
    field = "contract_no" if "contract" in each.shared else "consignee"
    told = {"reference": each.reference, "office": each.office, "ground": each.ground}
    return on_field(field, effect=effect or same_deal, on=str(each.on), **told)
