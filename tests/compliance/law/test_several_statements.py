"""Several end-use statements: each line is judged by the one that covers it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from compliance.law.canonical import canonical_bytes
from compliance.law.declaration import Declaration
from compliance.law.facts import Facts, StatementUse
from compliance.law.rule import Effect
from compliance.law.screened import screened_parties
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import TODAY, a_controlled_line, a_declaration, a_line, a_statement, facts

DEFECTS: dict[str, dict[str, Any]] = {
    "EUS-02": {"valid_until": TODAY - timedelta(days=1)},
    "EUS-03": {"sealed": False},
    "EUS-04": {"has_chinese_text": False},
    "EUS-05": {"address": "P.O. Box 123, Gumi"},
    "EUS-06": {"quantity_kg": Decimal(95)},
    "EUS-07": {"promises_no_transfer": False},
    "EUS-08": {"scan_sha256": ""},
    "EUS-09": {"contract_no": "OTHER-1"},
    "EUS-20": {"end_user_name_en": "Unknown"},
    "EUS-24": {"end_use_detail": ""},
}
NAMED_IN_IT = {code for code in DEFECTS if code not in ("EUS-05", "EUS-20", "EUS-24")}


def covered(
    first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, **others: Any
) -> Facts:
    """Line 1 of 200 kg on the sample's statement, line 2 of 100 kg on EUS-TWO."""
    lines = (a_line(), a_line(number=2, net_weight_kg=Decimal(100), statement_no="EUS-TWO"))
    two = {"number": "EUS-TWO", "quantity_kg": Decimal(100), **(second or {})}
    declaration = a_declaration(
        lines=lines,
        statement=a_statement(**(first or {})),
        further_statements=(a_statement(**two),),
    )
    return facts(declaration, statement_uses=others.pop("uses", NOTHING_USED), **others)


NOTHING_USED = (
    StatementUse(a_statement().number, Decimal(0)),
    StatementUse("EUS-TWO", Decimal(0)),
)


@pytest.mark.parametrize("code", DEFECTS)
def test_a_defect_of_either_statement_is_found_and_told_of_that_one(code: str) -> None:
    assert found_by(code, covered()) == []
    (of_second,) = found_by(code, covered(second=DEFECTS[code]))
    if code in NAMED_IN_IT:
        assert of_second.params["number"] == "EUS-TWO"
    first = {"quantity_kg": Decimal(190)} if code == "EUS-06" else DEFECTS[code]
    assert len(found_by(code, covered(first=first))) == 1


def test_a_defect_of_dual_use_items_blocks_and_of_metal_holds() -> None:
    lines = (a_line(), a_controlled_line(number=2, statement_no="EUS-TWO"))
    unsealed = a_statement(number="EUS-TWO", sealed=False)
    of_items = a_declaration(lines=lines, further_statements=(unsealed,))
    of_metal = replace(
        of_items,
        statement=a_statement(sealed=False),
        further_statements=(replace(unsealed, sealed=True),),
    )
    assert [each.effect for each in found_by("EUS-03", facts(of_items))] == [Effect.BLOCK]
    assert [each.effect for each in found_by("EUS-03", facts(of_metal))] == [Effect.HOLD]


@fires("EUS-01", Effect.HOLD, case="lines", lines="1")
def test_a_line_that_no_statement_covers_is_named() -> Facts:
    without = replace(covered().declaration, statement=None)
    return facts(without, statement_uses=NOTHING_USED[1:])


@stays_silent("EUS-06")
def test_each_statement_has_to_cover_its_own_lines_only() -> Facts:
    return covered(first={"quantity_kg": Decimal(200)})


@fires("EUS-10", number="EUS-TWO", used="5.01")
def test_what_was_used_earlier_counts_against_that_statement() -> Facts:
    """100 kg and the policy's tolerance of 5 %."""
    return covered(uses=(NOTHING_USED[0], StatementUse("EUS-TWO", Decimal("5.01"))))


@stays_silent("EUS-10")
def test_the_tolerance_may_be_used_to_the_last_gram() -> Facts:
    return covered(uses=(NOTHING_USED[0], StatementUse("EUS-TWO", Decimal(5))))


@stays_silent("EUS-10")
def test_what_the_other_statement_served_does_not_count() -> Facts:
    two = {"quantity_kg": Decimal(100)}
    used = StatementUse(a_statement().number, Decimal(50))
    return covered(first={"quantity_kg": Decimal(250)}, second=two, uses=(used, NOTHING_USED[1]))


def test_purity_is_judged_by_the_use_of_the_line() -> None:
    """4N5 is usual for ITO; epitaxy asks for more."""
    assert found_by("QTY-01", covered()) == []
    (found,) = found_by("QTY-01", covered(second={"end_use": "epitaxy"}))
    assert found.line == 2


def test_a_lot_divided_among_statements_of_one_use_is_still_one_lot() -> None:
    both = (a_line(net_weight_kg=Decimal(3000)), a_line(number=2, net_weight_kg=Decimal(3000)))
    whole = facts(a_declaration(lines=both))
    divided = a_declaration(
        lines=(both[0], replace(both[1], statement_no="EUS-TWO")),
        further_statements=(a_statement(number="EUS-TWO"),),
    )
    expected = [each.params for each in found_by("QTY-03", whole)]
    assert expected
    assert [each.params for each in found_by("QTY-03", facts(divided))] == expected


def test_everybody_named_in_any_statement_is_screened() -> None:
    second = {
        "end_user_name_en": "Second User Ltd.",
        "importer_name": "Second Importer Ltd.",
        "signatory_name": "Second Hand",
        "ownership": "Second Owner 60%",
    }
    declaration = covered(second=second).declaration
    parties = screened_parties(declaration)
    assert {*second.values(), "Second Owner"} - {"Second Owner 60%"} <= {
        name for party in parties for name in party.names
    }
    assert len({party.ref for party in parties}) == len(parties)


def test_a_military_end_user_of_any_statement_counts() -> None:
    assert found_by("EUS-23", covered()) == []
    assert found_by("EUS-23", covered(second={"military_ties": True}))


def test_what_says_no_more_than_before_has_the_bytes_of_before() -> None:
    plain = canonical_bytes(facts())
    for name in (b"further_statements", b"container_nos", b"statement_no", b"statement_uses"):
        assert name not in plain
        assert name in canonical_bytes(_with_containers())


def _with_containers() -> Facts:
    found = covered()
    return replace(found, declaration=replace(found.declaration, container_nos="CSQU3054383"))


def test_a_line_that_names_an_unknown_number_falls_to_the_first() -> None:
    declaration: Declaration = covered().declaration
    stray = replace(declaration.lines[1], statement_no="EUS-THREE")
    assert declaration.statement_of(stray) is declaration.statement
