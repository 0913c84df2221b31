"""Goods as exporters describe them (real_goods.csv), each with what a classifier would say.

Where exporters err most the material is left at "other": the words alone have to be enough.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from compliance.law.classify import classify
from compliance.law.declaration import Component, GoodsLine
from compliance.law.rules.classification import hs_code_fits
from tests.facts_builders import TODAY, a_declaration, a_line, a_policy, facts
from tests.rows import every_row

Row = dict[str, str]
TABLE = Path(__file__).with_name("real_goods.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
EVERY_ROW = every_row(ROWS, name=lambda row: row["name_en"] or row["name_zh"])


def made_of(text: str) -> tuple[Component, ...]:
    """In 52;Sn 48"""
    parts = (share.split() for share in text.split(";") if share)
    return tuple(Component(substance, Decimal(percent)) for substance, percent in parts)


def line_of(**row: str) -> GoodsLine:
    """The row as a line; what it leaves out is blank."""
    plain = ("name_zh", "name_en", "hs_code", "cas", "specification")
    purity = row.get("purity")
    return a_line(
        material=row.get("material", "other"),
        form=row.get("form", "other"),
        purity_percent=Decimal(purity) if purity else None,
        composition=made_of(row.get("composition", "")),
        **{name: row.get(name, "") for name in plain},
    )


def hits_of(line: GoodsLine) -> list[object]:
    return list(hs_code_fits.predicate(facts(a_declaration(lines=(line,)))))


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(ROWS) >= 60


@EVERY_ROW
def test_goods_are_what_a_classifier_would_say(row: Row) -> None:
    found = classify(line_of(**row), TODAY, a_policy(), "0110")
    assert sorted(found.control_codes) == row["control_codes"].split()
    assert found.document_code == row["document"]
    assert sorted(trap.symbol for trap in found.traps) == row["other_elements"].split()


@EVERY_ROW
def test_the_right_heading_is_not_held_against_anybody(row: Row) -> None:
    is_evading = row["material"] == "other" and bool(row["control_codes"])
    if not is_evading:
        assert hits_of(line_of(**row)) == []


@pytest.mark.parametrize("name", ["铟锭", "高纯铟", "Indium foils", "indium metal 4N5"])
def test_metal_called_other_under_another_heading_is_still_licensed(name: str) -> None:
    line = line_of(name_zh=name, hs_code="7907009000")
    assert classify(line, TODAY, a_policy(), "0110").document_code == "4"
    assert hits_of(line)


@pytest.mark.parametrize("name", ["氧化铟靶材", "磷化铟粉", "Indium oxide powder", "铟镓锌氧化物"])
def test_compounds_are_not_taken_for_the_metal(name: str) -> None:
    line = line_of(name_zh=name, hs_code="3824999999")
    assert classify(line, TODAY, a_policy(), "0110").document_code in ("", "3")


def test_an_alloy_of_mostly_gallium_is_not_indium() -> None:
    composition = "Ga 75.5;In 24.5"
    line = line_of(material="indium_alloy", hs_code="8112923010", composition=composition)
    assert len(hits_of(line)) == 1
