"""DOC: the figures and papers of one declaration agree with each other."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import INCOTERMS
from compliance.law.declaration import LEAST_HEADER_KG
from compliance.law.facts import Facts
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import (
    CUSTOMS_LAW,
    CUSTOMS_PENALTIES,
    DECLARATION_RULES,
    DECLARATION_RULES_2018,
)
from compliance.law.rule import Effect, Hit, rule

KILOGRAMS_PER_UNIT = {"035": Decimal(1), "036": Decimal("0.001"), "070": Decimal(1000)}
WEIGHTS = ("net_weight_kg", "gross_weight_kg")
REQUIRED_KINDS = ("contract", "invoice", "packing_list")

_TRUTH_BASIS = (
    CUSTOMS_LAW.article("24", "如实申报，交验单证。", "Declare truthfully and show the documents."),
    CUSTOMS_PENALTIES.article(
        "15", "申报不实影响统计、秩序或许可证管理的处罚。", "Penalties for untrue declarations."
    ),
)
_FORM_BASIS = (
    *(
        edition.article(
            "", "各栏目须与合同、发票、装箱单一致。", "Each box agrees with contract and invoice."
        )
        for edition in (DECLARATION_RULES_2018, DECLARATION_RULES)
    ),
    *_TRUTH_BASIS,
)


@rule(
    "DOC-01",
    regulation="R17",
    title=_("Net weight exceeds gross weight"),
    message=_("%(where)s: net %(net)s kg, gross %(gross)s kg."),
    basis=_TRUTH_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Correct the weights."),
)
def net_within_gross(facts: Facts) -> Iterable[Hit]:
    """Header and lines; goods without packing may weigh the same."""
    declaration = facts.declaration
    net, gross = declaration.net_weight_kg, declaration.gross_weight_kg
    header = on_field("gross_weight_kg", where="#", net=format(net, "f"), gross=format(gross, "f"))
    first = [header] if net > gross else []
    return first + [
        on_line(
            line,
            "gross_weight_kg",
            where=f"#{line.number}",
            net=format(line.net_weight_kg, "f"),
            gross=format(line.gross_weight_kg, "f"),
        )
        for line in facts.lines
        if line.net_weight_kg > line.gross_weight_kg
    ]


@rule(
    "DOC-02",
    regulation="R17",
    title=_("Totals are not the sum of the lines"),
    message=_("%(field)s: %(declared)s is declared, the lines add up to %(sum)s."),
    basis=_TRUTH_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Correct the totals or the lines."),
)
def totals_are_sums(facts: Facts) -> Iterable[Hit]:
    """Within the policy's tolerance; values are added only when all lines share a currency.

    Goods of less than a kilogram may stand in the header as 1.
    """
    declaration, lines = facts.declaration, facts.lines
    sums = [
        ("net_weight_kg", declaration.net_weight_kg, [line.net_weight_kg for line in lines]),
        ("gross_weight_kg", declaration.gross_weight_kg, [line.gross_weight_kg for line in lines]),
    ]
    if len({line.currency for line in lines}) == 1:
        totals = [line.total_price for line in lines]
        sums.append(("declared_total", declaration.declared_total, totals))
    return [
        on_field(
            name,
            field=name,
            declared=format(declared, "f"),
            sum=format(sum(parts, Decimal(0)), "f"),
        )
        for name, declared, parts in sums
        if not _agree(declared, sum(parts, Decimal(0)), facts)
        and not (name in WEIGHTS and declared == LEAST_HEADER_KG > sum(parts, Decimal(0)))
    ]


@rule(
    "DOC-03",
    regulation="R17",
    title=_("Unit price times quantity is not the total"),
    message=_("Line %(line)s: %(quantity)s × %(price)s is not %(total)s."),
    basis=_TRUTH_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Correct quantity, unit price or total."),
)
def price_times_quantity(facts: Facts) -> Iterable[Hit]:
    """Within the policy's tolerance for rounding."""
    return [
        on_line(
            line,
            "total_price",
            quantity=format(line.quantity, "f"),
            price=format(line.unit_price, "f"),
            total=format(line.total_price, "f"),
        )
        for line in facts.lines
        if not _agree(line.total_price, line.quantity * line.unit_price, facts)
    ]


@rule(
    "DOC-04",
    regulation="R17",
    title=_("Quantity and net weight do not agree"),
    message=_("Line %(line)s: %(quantity)s %(unit)s are not %(net)s kg."),
    basis=_TRUTH_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Correct quantity, unit or net weight."),
)
def quantity_is_weight(facts: Facts) -> Iterable[Hit]:
    """Only where the unit is one of mass."""
    return [
        on_line(
            line,
            "quantity",
            quantity=format(line.quantity, "f"),
            unit=line.unit,
            net=format(line.net_weight_kg, "f"),
        )
        for line in facts.lines
        if line.unit in KILOGRAMS_PER_UNIT
        if not _agree(line.net_weight_kg, line.quantity * KILOGRAMS_PER_UNIT[line.unit], facts)
    ]


@rule(
    "DOC-05",
    regulation="R17",
    title=_("The lines are priced in different currencies"),
    message=_("The lines use %(currencies)s."),
    basis=_FORM_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Use the currency of the contract on every line."),
)
def one_currency(facts: Facts) -> Iterable[Hit]:
    """One contract, one currency."""
    currencies = sorted({line.currency for line in facts.lines})
    if len(currencies) < 2:
        return []
    return [on_field("currency", currencies=", ".join(currencies))]


@rule(
    "DOC-06",
    regulation="R17",
    title=_("Freight or insurance does not fit the terms of trade"),
    message=_("Terms %(terms)s: %(fee)s is %(state)s."),
    basis=_FORM_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the terms of trade, or the freight and insurance."),
)
def fees_fit_terms(facts: Facts) -> Iterable[Hit]:
    """Exports declare freight and insurance exactly when the seller's price includes them."""
    terms = INCOTERMS.get(facts.declaration.incoterm)
    if terms is None:
        return []
    declared = {
        "freight": bool(facts.declaration.freight.amount),
        "insurance": bool(facts.declaration.insurance.amount),
    }
    return [
        on_field(fee, terms=terms.code, fee=fee, state="+" if given else "-")
        for fee, given in declared.items()
        if given != bool(terms.extra.get(fee))
    ]


@rule(
    "DOC-07",
    regulation="R17",
    title=_("A number that ties the papers together is missing"),
    message=_("%(field)s is blank."),
    basis=_FORM_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Give the contract number, the invoice number and the lot numbers."),
)
def numbers_present(facts: Facts) -> Iterable[Hit]:
    """Contract and invoice; the bill of lading may still be to come."""
    declaration = facts.declaration
    numbers = {"contract_no": declaration.contract_no, "invoice_no": declaration.invoice_no}
    return [on_field(name, field=name) for name, number in numbers.items() if not number.strip()]


@rule(
    "DOC-08",
    regulation="R17",
    title=_("A trade document is not attached"),
    message=_("The %(kind)s is not attached."),
    basis=_FORM_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Attach contract, invoice and packing list."),
)
def trade_documents_attached(facts: Facts) -> Iterable[Hit]:
    """What every export needs; what only some need is asked for by their own rules."""
    attached = facts.declaration.attachment_kinds()
    return [on_field("attachments", kind=kind) for kind in REQUIRED_KINDS if kind not in attached]


def _agree(declared: Decimal, computed: Decimal, facts: Facts) -> bool:
    return abs(declared - computed) <= abs(computed) * facts.policy.sum_tolerance
