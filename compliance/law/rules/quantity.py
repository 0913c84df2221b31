"""QTY: whether purity, form, quantity, price and rhythm fit what the end use normally needs."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.announcements import CUSTOMS_QUESTION_RULES
from compliance.law.facts import Facts
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import DUAL_USE_REGULATIONS
from compliance.law.parts import by_use
from compliance.law.rule import Effect, Hit, rule
from compliance.law.vocabulary import grade_of

_NORM_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "22",
        "有证据表明可能属于管制范围或用途存疑的，海关可以质疑。",
        "Customs may question goods that may be controlled or whose use is doubtful.",
    ),
    CUSTOMS_QUESTION_RULES.article(
        "2", "说明性能指标、主要用途。", "State performance indicators and main use."
    ),
)


@rule(
    "QTY-01",
    regulation="R12",
    over=by_use,
    title=_("The purity is unusual for the end use"),
    message=_(
        "Line %(line)s: purity %(purity)s %%; %(use)s normally takes %(low)s to %(high)s %%."
    ),
    basis=_NORM_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for a technical justification of the purity."),
)
def purity_fits_use(facts: Facts) -> Iterable[Hit]:
    """Trade grades of the metal are compared: 99.998 % is still 4N5; alloys have none."""
    norm = facts.norm
    if norm is None or not norm.is_end_use:
        return []
    return [
        on_line(
            line,
            "purity_percent",
            purity=format(line.purity_percent, "f"),
            use=norm.code,
            low=format(norm.purity_min, "f"),
            high=format(norm.purity_max, "f"),
        )
        for line in facts.metal_lines
        if line.material == "indium" and line.purity_percent is not None
        if not norm.purity_min <= grade_of(line.purity_percent) <= norm.purity_max
    ]


@rule(
    "QTY-02",
    regulation="R12",
    over=by_use,
    title=_("The form is unusual for the end use"),
    message=_("Line %(line)s: form %(form)s is unusual for %(use)s."),
    basis=_NORM_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for a technical justification of the form."),
)
def form_fits_use(facts: Facts) -> Iterable[Hit]:
    """Norms speak of the metal; a norm without forms accepts any."""
    norm = facts.norm
    if norm is None or not norm.forms:
        return []
    return [
        on_line(line, "form", form=line.form, use=norm.code)
        for line in facts.metal_lines
        if line.form and line.form not in norm.forms
    ]


@rule(
    "QTY-03",
    regulation="R12",
    over=by_use,
    title=_("The quantity is unusual for the end use"),
    message=_("%(declared)s kg are declared; a usual lot for %(use)s is up to %(high)s kg."),
    basis=_NORM_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for proof of capacity, the contract and the stock."),
)
def quantity_fits_use(facts: Facts) -> Iterable[Hit]:
    """Above the usual lot is a flag; above the policy's multiple of it a hold."""
    norm, declared = facts.norm, facts.net_weight_kg
    if norm is None or not norm.is_end_use or declared <= norm.lot_max_kg:
        return []
    grave = declared > norm.lot_max_kg * facts.policy.excess_hold_factor
    return [
        on_field(
            "net_weight_kg",
            effect=Effect.HOLD if grave else None,
            declared=format(declared, "f"),
            use=norm.code,
            high=format(norm.lot_max_kg, "f"),
        )
    ]
