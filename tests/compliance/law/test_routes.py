"""DST-20 to DST-25: countries, ports and routes that do not add up."""

import pytest

from compliance.law.facts import Facts
from compliance.law.rule import Effect
from tests.compliance.law.registry import fires, stays_silent
from tests.facts_builders import (
    a_declaration,
    a_line,
    a_party,
    a_statement,
    an_end_user,
    facts,
)


@fires("DST-20", Effect.FLAG)
def test_destination_and_final_destination_should_agree() -> Facts:
    return facts(a_declaration(destination_country="JPN"))


@fires("DST-20", Effect.HOLD)
def test_a_mismatch_with_a_high_risk_country_holds() -> Facts:
    return facts(a_declaration(destination_country="IRN"))


@stays_silent("DST-20")
def test_agreeing_countries_are_fine() -> Facts:
    return facts()


@fires("DST-21", Effect.FLAG, one="JPN", other="KOR")
def test_the_port_should_lie_in_the_destination_country() -> Facts:
    return facts(a_declaration(destination_port="JPN501"))


@stays_silent("DST-21")
def test_a_port_not_yet_given_is_no_mismatch() -> Facts:
    return facts(a_declaration(destination_port=""))


@fires("DST-22", Effect.FLAG)
def test_the_end_user_should_be_where_the_goods_end() -> Facts:
    return facts(a_declaration(statement=a_statement(site_country="JPN")))


@stays_silent("DST-22")
def test_an_end_user_at_the_destination_is_fine() -> Facts:
    return facts()


@fires("DST-23", Effect.FLAG)
def test_a_line_should_go_where_the_shipment_goes() -> Facts:
    return facts(a_declaration(lines=(a_line(final_destination="JPN"),)))


@fires("DST-23", Effect.HOLD)
def test_a_line_to_a_high_risk_country_holds() -> Facts:
    return facts(a_declaration(lines=(a_line(final_destination="SDN"),)))


@stays_silent("DST-23")
def test_lines_that_go_along_are_fine() -> Facts:
    return facts()


@fires("DST-24", Effect.FLAG)
def test_the_consignee_should_be_in_the_trading_country() -> Facts:
    return facts(a_declaration(trading_country="JPN"))


@stays_silent("DST-24")
def test_without_a_consignee_there_is_nothing_to_compare() -> Facts:
    return facts(a_declaration(parties=()))


@pytest.mark.parametrize(
    "through",
    [
        {"destination_country": "SGP"},
        {"trading_country": "SGP"},
        {"destination_port": "SGP000"},
    ],
    ids=["to it", "sold to it", "through its port"],
)
@fires("DST-25", Effect.FLAG, hub="SGP")
def test_a_transit_hub_without_the_end_user_is_flagged(through: dict[str, str]) -> Facts:
    return facts(a_declaration(**through))


@fires("DST-25", Effect.HOLD)
def test_a_hub_on_the_way_to_a_high_risk_country_holds() -> Facts:
    return facts(a_declaration(destination_port="ARE003", final_destination="IRN"))


@stays_silent("DST-25")
def test_an_end_user_in_the_hub_explains_the_route() -> Facts:
    singapore = {"country": "SGP"}
    return facts(
        a_declaration(
            destination_country="SGP",
            parties=(a_party(**singapore), an_end_user(**singapore)),
            statement=a_statement(country="SGP", site_country="SGP"),
        )
    )
