"""Shipments judged by hand before the rules saw them (judged_shipments.csv), each with the reason.

"goes" means that no rule of recognition finds anything; else the gravest of their effects is given.
"""

import csv
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from compliance.law import sample
from compliance.law.declaration import Component, Declaration, GoodsLine
from compliance.law.facts import Facts
from compliance.law.rule import CATALOGUE, Effect, findings_of
from tests.facts_builders import (
    a_controlled_line,
    a_declaration,
    a_line,
    a_party,
    a_statement,
    an_end_user,
    an_organoindium_line,
    facts,
)
from tests.rows import every_row

Row = dict[str, str]
TABLE = Path(__file__).with_name("judged_shipments.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
RULES = """
    EUS-21 EUS-23 EUS-27 DST-01 DST-02 DST-26 DST-27 DST-28 CLS-05 CLS-06 CLS-09 CLS-10 CLS-11
    CLS-12 CLS-13 LIC-01 DOC-22
""".split()
BARE: dict[str, Any] = {"cas": "", "specification": "", "composition": (), "purity_percent": None}
SOLDER = {
    **BARE,
    "material": "solder",
    "form": "wire",
    "hs_code": "8112993000",
    "name_zh": "铟焊料",
    "name_en": "Solder",
}
BASES: dict[str, GoodsLine] = {
    "metal": a_line(),
    "solder": a_line(**SOLDER),
    "paste": a_line(
        **{**SOLDER, "form": "paste", "hs_code": "3810100000", "control_explain_code": "ZZ03"}
    ),
    "salt": a_line(**{**BARE, "form": "powder", "control_explain_code": "ZZ03"}),
    "liquid": a_line(
        **{**BARE, "material": "other", "form": "liquid", "hs_code": "8112929010", "name_zh": ""}
    ),
    "hidden": a_line(
        **{**BARE, "material": "other", "form": "other", "hs_code": "3818009090"},
        name_zh="半导体材料",
        name_en="",
        licence_no="",
        licence_kind="",
        control_explain_code="ZZ09",
    ),
    "inp": a_controlled_line(),
    "insb": a_controlled_line(
        **{**BARE, "material": "insb", "form": "wafer", "hs_code": "2853909031"},
        name_zh="锑化铟",
        control_code="3C003.f",
        control_explain_code="",
    ),
    "tmin": an_organoindium_line(),
}


def shipment(row: Row) -> Facts:
    """The base shipment with the row's changes."""
    changes: dict[str, dict[str, Any]] = {"line": {}, "statement": {}, "header": {}}
    changes |= {"party": {}, "consignee": {}}
    for change in filter(None, row["changes"].split(" && ")):
        path, _equals, text = change.partition("=")
        part, _dot, name = path.partition(".")
        changes[part][name] = value_of(name, text.replace("¦", "|"))
    line = replace(BASES[row["base"]], **changes["line"])
    return facts(
        declaration_of(line, changes) if row["base"] != "inp" else controlled(line, changes)
    )


def declaration_of(line: GoodsLine, changes: dict[str, dict[str, Any]]) -> Declaration:
    return a_declaration(
        lines=(line,),
        statement=a_statement(**changes["statement"]),
        parties=(a_party(**changes["consignee"]), an_end_user(**changes["party"])),
        **changes["header"],
    )


def controlled(line: GoodsLine, changes: dict[str, dict[str, Any]]) -> Declaration:
    declared = declaration_of(line, changes)
    return replace(declared, remarks=sample.CONTROLLED.remarks)


def value_of(name: str, text: str) -> Any:
    if name == "composition":
        parts = (part.split() for part in text.split(",") if part)
        return tuple(Component(substance, Decimal(percent)) for substance, percent in parts)
    return Decimal(text) if name == "purity_percent" else text


def gravity_of(made: Facts) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    found = findings_of(made, [CATALOGUE[code] for code in RULES])
    gravest = max((each.effect for each in found), default=0)
    shown = [(each.rule, each.params) for each in found]
    return (Effect(gravest).name.lower() if gravest else "goes"), shown


def test_there_are_enough_of_both_kinds() -> None:
    kinds = Counter(row["verdict"] == "goes" for row in ROWS)
    assert kinds[True] >= 60
    assert kinds[False] >= 60


@every_row(ROWS, name=lambda row: f"{row['reason']}: {row['changes']}")
def test_a_shipment_is_judged_as_a_lawyer_would(row: Row) -> None:
    verdict, shown = gravity_of(shipment(row))
    assert verdict == row["verdict"], f"{row['reason']}: {shown}"
