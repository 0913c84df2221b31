"""Hypothesis makes facts: mostly plausible ones, with blanks, odd values and hostile text."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from compliance.law.declaration import (
    Attachment,
    Component,
    ControlElement,
    Declaration,
    EndUseStatement,
    Fee,
    GoodsLine,
    Organisation,
    OtherDocument,
    Party,
)
from compliance.law.default_policy import default_policy
from compliance.law.diversion import DiversionSign
from compliance.law.facts import (
    Earlier,
    Facts,
    LicenceState,
    ListState,
    PartyHit,
    PastShipment,
    RestrictedParty,
    Standing,
    StatementUse,
)
from compliance.law.follow_up import OverdueReport, UnreportedChange
from compliance.law.licence_editions import Difference, RegisteredLicence, RegisterState
from compliance.law.precedents import PrecedentFact
from compliance.law.quotas import QuotaState
from compliance.law.rules.diversion import SENTENCES


def evidence_of(code: str) -> list[str]:
    """Names of what a sign's sentence tells."""
    return re.findall(r"%\((\w+)\)s", str(SENTENCES[code]))


DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
AMOUNTS = st.decimals(0, 10**7, places=4, allow_nan=False, allow_infinity=False)
PERCENTS = st.decimals(0, 100, places=6, allow_nan=False, allow_infinity=False)
WORDS = st.sampled_from(
    [
        "",
        "磷化铟",
        "InP wafer",
        "铟铋锡合金",
        "Trimethylindium",
        "not for military use",
        "导弹",
        "PO Box 12",
        "Gulf Metals Trading FZE",
        "属于两用物项，3C004.a",
        "不属于管制物项，铟锭，In≥99.995%",
        "单晶 位错密度 <50/cm²",
        "Family Kim 60%; Fund 40%",
        "%(line)s % | \x00 %",
    ]
)
TEXT = WORDS | st.text(max_size=30)
COUNTRIES = st.sampled_from(["", "KOR", "USA", "JPN", "SGP", "PRK", "IRN", "??"])
STATEMENT_NUMBERS = st.sampled_from(["", "EUC-1", "EUC-2"])
NUMBERS = st.sampled_from(["", "26-43-000123", "26DU43000123", "odd number"])
CHOICES: dict[str, list[str]] = {
    "hs_code": ["8112923010", "8112993000", "2853904051", "2931900032", "2853909031", "", "1"],
    "material": ["indium", "indium_alloy", "inp", "tmin", "tein", "insb", "technology", "none"],
    "form": ["ingot", "wafer", "crystal", "liquid", "powder", "data", ""],
    "unit": ["035", "036", "070", "007", ""],
    "currency": ["USD", "CNY", "XXX", ""],
    "cas": ["", "7440-74-6", "22398-80-7", "3385-78-2"],
    "licence_kind": ["", "3", "4", "x", "y", "G"],
    "control_code": ["", "3C004.a", "3C004.b"],
    "customs_regime": ["0110", "0615", "4019", "3010", "4500", "5034", "2700", ""],
    "incoterm": ["1", "2", "3", ""],
    "business_kind": ["manufacturer", "trader", "forwarder", "military", "unknown", "", "?"],
    "role": ["consignee", "end_user", "forwarder", "payer"],
    "end_use": ["ito", "solder", "control_rod", "trading", "research", "?", ""],
    "list_code": [
        "export_control_list",
        "watch_list",
        "unreliable_entity_list",
        "countermeasures_list",
        "ofac_sdn",
    ],
    "text_status": ["", "listed"],
    "by": ["name", "number", "owner"],
    "status": ["listed", "suspended", "stopped"],
    "measure": ["prohibit", "restrict", "watch"],
    "state": ["fresh", "stale", "missing", "shrunken"],
    "kind": ["contract", "invoice", "packing_list", "licence_scan", "other"],
    "party_ref": ["consignee-1", "owner-1", "end_user-1"],
    "substance": ["In", "Bi", "Ga", "InP", "Ga2O3", "Unobtainium"],
}
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    Decimal: AMOUNTS,
    date: DAYS,
    int: st.integers(0, 400),
    bool: st.booleans(),
}


def build(kind: type, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Instances of the dataclass: named fields by CHOICES or `fixed`, the rest by their type."""
    chosen = {name: st.sampled_from(values) for name, values in CHOICES.items()} | fixed
    fields = {
        name: chosen[name] if name in chosen else by_hint(name, hint)
        for name, hint in kind.__annotations__.items()
    }
    return st.builds(kind, **fields)


def by_hint(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if "country" in name or name in ("final_destination",):
        return COUNTRIES
    if "percent" in name:
        return PERCENTS | st.none() if hint == Decimal | None else PERCENTS
    if hint in BY_TYPE:
        return BY_TYPE[hint]
    if hint == tuple[str, ...]:
        return st.lists(TEXT, max_size=2).map(tuple)
    return st.none() | BY_TYPE[next(kind for kind in hint.__args__ if kind is not type(None))]


def several(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=most).map(tuple)


COMPONENTS = several(build(Component))
LINES = build(
    GoodsLine,
    composition=COMPONENTS,
    control_elements=several(build(ControlElement)),
    licence_no=NUMBERS,
    statement_no=STATEMENT_NUMBERS,
)
DECLARATIONS = build(
    Declaration,
    exporter=build(Organisation),
    producer=build(Organisation),
    declarant=build(Organisation),
    freight=build(Fee),
    insurance=build(Fee),
    other_charges=build(Fee),
    parties=several(build(Party), 3),
    lines=several(LINES, 3),
    documents=several(build(OtherDocument)),
    attachments=several(build(Attachment)),
    statement=st.none() | build(EndUseStatement),
    further_statements=several(build(EndUseStatement, number=STATEMENT_NUMBERS)),
)
DIVERSION = st.sampled_from(sorted(SENTENCES)).flatmap(
    lambda code: st.builds(
        DiversionSign,
        st.just(code),
        st.integers(0, 60),
        st.fixed_dictionaries(dict.fromkeys(evidence_of(code), WORDS)),
    )
)
REGISTERED = build(
    RegisteredLicence,
    number=NUMBERS,
    status=st.sampled_from(["valid", "suspended", "revoked"]),
    differences=several(build(Difference)),
)
FACTS = build(
    Facts,
    declaration=DECLARATIONS,
    policy=st.just(default_policy()),
    lists=several(build(ListState)),
    hits=several(build(PartyHit)),
    licences=several(build(LicenceState, number=NUMBERS)),
    history=several(build(PastShipment), 4),
    earlier=several(build(Earlier), 4),
    standing=build(Standing),
    restricted=several(build(RestrictedParty)),
    precedents=several(build(PrecedentFact)),
    diversion=several(DIVERSION),
    overdue=several(build(OverdueReport), 6),
    changes=several(build(UnreportedChange)),
    quotas=several(build(QuotaState)),
    statement_uses=several(build(StatementUse, number=STATEMENT_NUMBERS)),
    register=st.none() | build(RegisterState, licences=several(REGISTERED)),
)
