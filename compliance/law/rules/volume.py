"""QTY-10 to QTY-14: volumes over time, prices, and consignments split to stay small."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import EndUseStatement, GoodsLine
from compliance.law.facts import Facts
from compliance.law.history import own_recent, recent_to_end_user
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import CUSTOMS_LAW, CUSTOMS_PENALTIES, DUAL_USE_REGULATIONS
from compliance.law.policy import Policy
from compliance.law.rule import Effect, Hit, rule

DAYS_OF_A_YEAR = 365

_VOLUME_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "22", "用途存疑的，海关可以质疑。", "Customs may question a doubtful use."
    ),
)
_TRUTH_BASIS = (
    CUSTOMS_LAW.article("24", "如实申报。", "The declaration has to be truthful."),
    CUSTOMS_PENALTIES.article(
        "15", "价格、数量等申报不实的处罚。", "Penalties for untrue prices and quantities."
    ),
)


@rule(
    "QTY-10",
    regulation="R13",
    title=_("The end user receives more than it needs in a year"),
    message=_("%(total)s kg in twelve months; the yearly need is %(need)s kg."),
    basis=_VOLUME_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask for proof of capacity, contracts and stock."),
)
def yearly_need(facts: Facts) -> Iterable[Hit]:
    """The stated yearly consumption decides, else the norm's upper bound for one site. Of several
    statements the largest: all of them are the same end user's."""
    stated = (_need_of(each, facts.policy) for each in facts.declaration.all_statements)
    need = max((kg for kg in stated if kg is not None), default=None)
    total = facts.net_weight_kg + _received_in_a_year(facts)
    if need is None or total <= need:
        return []
    return [on_field("annual_consumption_kg", total=format(total, "f"), need=format(need, "f"))]


@rule(
    "QTY-11",
    regulation="R13",
    title=_("One lot is a large share of the country's monthly exports"),
    message=_("%(declared)s kg in one lot; the policy's limit is %(limit)s kg."),
    basis=_VOLUME_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask for the contract, the delivery schedule and the end user's capacity."),
)
def large_share(facts: Facts) -> Iterable[Hit]:
    """Indium metal and alloys only: national figures count the metal."""
    policy = facts.policy
    limit = policy.national_monthly_export_kg * policy.high_lot_share
    metal = sum((line.net_weight_kg for line in facts.metal_lines), Decimal(0))
    if metal <= limit:
        return []
    return [on_field("net_weight_kg", declared=format(metal, "f"), limit=format(limit, "f"))]


@rule(
    "QTY-12",
    regulation="R14",
    title=_("The price is far from the market"),
    message=_("Line %(line)s: %(price)s USD/kg; the reference is %(reference)s USD/kg."),
    basis=_TRUTH_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for the contract, the quotation and proof of the market price."),
)
def price_near_market(facts: Facts) -> Iterable[Hit]:
    """Declared total per net kilogram, in USD by the policy's rates, both ends allowed."""
    policy = facts.policy
    priced = ((line, _reference(facts, line), _usd_per_kg(facts, line)) for line in facts.lines)
    return [
        on_line(line, "unit_price", price=format(price, ".2f"), reference=format(reference, "f"))
        for line, reference, price in priced
        if reference is not None and price is not None
        if not policy.price_low_ratio <= price / reference <= policy.price_high_ratio
    ]


@rule(
    "QTY-13",
    regulation="R15",
    title=_("One deal may be split into many consignments"),
    message=_("%(count)s declarations in %(days)s days to the same party or on one contract."),
    basis=_TRUTH_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for the contract and its delivery schedule."),
)
def split_consignments(facts: Facts) -> Iterable[Hit]:
    """A hold when each stays under the check threshold and together they reach it."""
    policy = facts.policy
    past = (each for each in own_recent(facts, policy.structuring_days) if each.is_same_deal)
    weights = [facts.net_weight_kg, *(each.net_weight_kg for each in past)]
    if len(weights) < policy.structuring_count:
        return []
    threshold = policy.check_threshold_kg
    grave = max(weights) < threshold <= sum(weights)
    effect = Effect.HOLD if grave else None
    days = str(policy.structuring_days)
    return [on_field("contract_no", effect=effect, count=str(len(weights)), days=days)]


@rule(
    "QTY-14",
    regulation="R15",
    title=_("Many consignments stay just below the check threshold"),
    message=_("%(count)s declarations in %(days)s days lie just below %(threshold)s kg."),
    basis=_TRUTH_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask for all contracts and delivery schedules of the period."),
)
def just_below_threshold(facts: Facts) -> Iterable[Hit]:
    """This one and the exporter's earlier ones, to whomever they went."""
    policy = facts.policy
    past = own_recent(facts, policy.structuring_days)
    threshold, low = policy.check_threshold_kg, 1 - policy.just_below_share
    weights = (facts.net_weight_kg, *(each.net_weight_kg for each in past))
    count = sum(threshold * low <= weight < threshold for weight in weights)
    is_one = threshold * low <= facts.net_weight_kg < threshold
    if not is_one or count < policy.structuring_count:
        return []
    days, limit = str(policy.structuring_days), format(threshold, "f")
    return [on_field("net_weight_kg", count=str(count), days=days, threshold=limit)]


def _need_of(statement: EndUseStatement, policy: Policy) -> Decimal | None:
    norm = policy.end_use_norm(statement.end_use)
    usual = norm.yearly_max_kg if norm and norm.is_end_use else None
    return usual if statement.annual_consumption_kg is None else statement.annual_consumption_kg


def _received_in_a_year(facts: Facts) -> Decimal:
    """As summed when the facts were gathered; facts from before that hold each shipment."""
    if facts.received_kg is not None:
        return facts.received_kg
    past = recent_to_end_user(facts, DAYS_OF_A_YEAR)
    return sum((each.net_weight_kg for each in past), Decimal(0))


def _reference(facts: Facts, line: GoodsLine) -> Decimal | None:
    if line.purity_percent is None:
        return None
    return facts.policy.reference_price(line.material, line.purity_percent, facts.declared_on)


def _usd_per_kg(facts: Facts, line: GoodsLine) -> Decimal | None:
    rate = (facts.policy.usd_rates or {}).get(line.currency)
    if rate is None or line.net_weight_kg <= 0:
        return None
    return line.total_price / line.net_weight_kg * rate
