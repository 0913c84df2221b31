"""DST-20 to DST-25: countries, ports and routes that do not add up."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts
from compliance.law.hits import on_field, on_line
from compliance.law.instruments import CUSTOMS_LAW, DECLARATION_RULES, DECLARATION_RULES_2018
from compliance.law.rule import Effect, Hit, rule

_ROUTE_BASIS = (
    *(
        edition.article(
            article,
            "贸易国为买方所在国，运抵国为货物直接运抵国，最终目的国为最终消费或加工国。",
            "Trading country is the buyer's, destination where the goods go directly, final "
            "destination where they are used.",
        )
        for edition, article in ((DECLARATION_RULES_2018, "20, 41"), (DECLARATION_RULES, ""))
    ),
    CUSTOMS_LAW.article("24", "如实申报。", "The declaration has to be truthful."),
)


@rule(
    "DST-20",
    regulation="R16",
    title=_("Destination and final destination differ"),
    message=_("The goods go to %(one)s, their final destination is %(other)s."),
    basis=_ROUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the countries, or attach the contract and routing that explain them."),
)
def destination_is_final(facts: Facts) -> Iterable[Hit]:
    """They may differ when goods are resold on the way: papers show it."""
    declaration = facts.declaration
    one, other = declaration.destination_country, declaration.final_destination
    return _differing(facts, "destination_country", one, other)


@rule(
    "DST-21",
    regulation="R16",
    title=_("The destination port is not in the destination country"),
    message=_("The port is in %(one)s, the destination country is %(other)s."),
    basis=_ROUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the port or the country."),
)
def port_in_destination(facts: Facts) -> Iterable[Hit]:
    """Port codes begin with the country's three letters."""
    declaration = facts.declaration
    one, other = declaration.destination_port[:3], declaration.destination_country
    return _differing(facts, "destination_port", one, other)


@rule(
    "DST-22",
    regulation="R16",
    title=_("The end user is not in the final destination"),
    message=_("The end user is in %(one)s, the final destination is %(other)s."),
    basis=_ROUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the final destination, or explain where the goods will be used."),
)
def end_user_in_destination(facts: Facts) -> Iterable[Hit]:
    """Seat and site are compared one by one."""
    final = facts.declaration.final_destination
    return [
        hit
        for country in sorted(facts.end_user_countries)
        for hit in _differing(facts, "final_destination", country, final)
    ]


@rule(
    "DST-23",
    regulation="R16",
    title=_("A line's final destination differs from the shipment's"),
    message=_("Line %(line)s goes to %(one)s, the shipment to %(other)s."),
    basis=_ROUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the line, or split the shipment by destination."),
)
def lines_share_destination(facts: Facts) -> Iterable[Hit]:
    """One shipment, one place of use."""
    final = facts.declaration.final_destination
    return [
        on_line(
            line,
            "final_destination",
            effect=_grade(facts, line.final_destination, final),
            one=line.final_destination,
            other=final,
        )
        for line in facts.lines
        if line.final_destination and final and line.final_destination != final
    ]


@rule(
    "DST-24",
    regulation="R16",
    title=_("The consignee is not in the trading country"),
    message=_("The consignee is in %(one)s, the trading country is %(other)s."),
    basis=_ROUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the trading country, or attach the contract with the buyer."),
)
def consignee_in_trading_country(facts: Facts) -> Iterable[Hit]:
    """The trading country is the buyer's."""
    consignee = facts.declaration.party("consignee")
    one = consignee.country if consignee else ""
    return _differing(facts, "trading_country", one, facts.declaration.trading_country)


@rule(
    "DST-25",
    regulation="R16",
    title=_("The route runs through a transit hub"),
    message=_("%(hub)s is a transit hub and the end user is not there."),
    basis=_ROUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for the routing, the onward bill of lading and the resale contract."),
)
def transit_hub(facts: Facts) -> Iterable[Hit]:
    """Trading or destination country, or the port, lies in a hub the end user is not in."""
    declaration = facts.declaration
    route = {
        declaration.trading_country,
        declaration.destination_country,
        declaration.destination_port[:3],
    }
    return [
        on_field("destination_country", effect=_grade(facts, *facts.countries), hub=hub)
        for hub in facts.policy.transit_hubs
        if hub in route and hub not in facts.end_user_countries
    ]


def _differing(facts: Facts, field_name: str, one: str, other: str) -> list[Hit]:
    if not one or not other or one == other:
        return []
    return [on_field(field_name, effect=_grade(facts, one, other), one=one, other=other)]


def _grade(facts: Facts, *places: str) -> Effect | None:
    """High-risk countries raise a mismatch to a hold."""
    return Effect.HOLD if set(places) & set(facts.policy.high_risk_countries) else None
