"""Who is looked up in the lists: everybody a declaration names, whatever part is missing."""

from compliance.law.screened import screened_parties
from tests.facts_builders import a_declaration, a_statement

FIRMS = ["exporter", "producer", "declarant"]


def refs(**changes: object) -> list[str]:
    """Who is looked up, in order."""
    return [party.ref for party in screened_parties(a_declaration(**changes))]


def test_without_a_statement_the_parties_and_the_firms_of_the_header_remain() -> None:
    declared = [party.ref for party in a_declaration().parties]
    assert declared
    assert refs(statement=None)[: len(declared)] == declared
    assert set(refs(statement=None)) == {*declared, *FIRMS}


def test_another_end_user_in_the_statement_is_looked_up_too() -> None:
    other = a_statement(end_user_name_en="ZELKOVA OPTICS GMBH", end_user_name_zh="")
    found = screened_parties(a_declaration(statement=other))
    assert "ZELKOVA OPTICS GMBH" in {party.name_en for party in found}
    assert len(found) == len(screened_parties(a_declaration())) + 1
