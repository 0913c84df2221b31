"""The version of the law as code: one hash over every card and the source of every rule."""

import hashlib
import inspect
from functools import cache
from types import ModuleType
from typing import Any

from compliance.codes import goods
from compliance.codes.table import DATA
from compliance.law import (
    alloy_terms,
    alloys,
    announcements,
    branches,
    cas_numbers,
    classify,
    controlled,
    crystals,
    dates,
    declaration,
    denial,
    diversion,
    evaluate,
    exemptions,
    facts,
    folding,
    follow_up,
    goods_names,
    headings,
    history,
    hits,
    instruments,
    lexicon,
    licence_units,
    misspellings,
    ownership,
    parts,
    party_hits,
    policy,
    provisions,
    quotas,
    reasons,
    rule,
    rules,
    sensitive,
    shares,
    signs,
    surroundings,
    transport,
    use_terms,
    use_texts,
    vocabulary,
)
from compliance.law.canonical import json_bytes
from compliance.law.provisions import Basis
from compliance.law.rule import CATALOGUE, Rule

JUDGING_MODULES: tuple[ModuleType, ...] = (
    *rules.RULE_MODULES,
    announcements,
    branches,
    alloy_terms,
    alloys,
    cas_numbers,
    classify,
    controlled,
    crystals,
    dates,
    declaration,
    denial,
    diversion,
    evaluate,
    exemptions,
    facts,
    folding,
    follow_up,
    goods,
    goods_names,
    headings,
    history,
    hits,
    instruments,
    licence_units,
    lexicon,
    misspellings,
    ownership,
    parts,
    party_hits,
    policy,
    provisions,
    quotas,
    reasons,
    rule,
    sensitive,
    shares,
    signs,
    surroundings,
    transport,
    use_terms,
    use_texts,
    vocabulary,
)
JUDGING_TABLES = (
    "business_kinds",
    "control_entries",
    "control_explain_codes",
    "customs_offices",
    "element_sets",
    "elements",
    "exit_ports",
    "han_folds",
    "hs_codes",
    "incoterms",
    "materials",
    "metal_headings",
    "mostly_elements",
    "substances",
    "trade_alloys",
    "use_terms",
)


@cache
def ruleset_version() -> str:
    """SHA-256, lower-case hex. Changes with any card, source line or code table that judges."""
    digest = hashlib.sha256()
    for code in sorted(CATALOGUE):
        digest.update(json_bytes(card_of(CATALOGUE[code])))
    for module in JUDGING_MODULES:
        digest.update(inspect.getsource(module).encode())
    for table in JUDGING_TABLES:
        digest.update((DATA / f"{table}.csv").read_bytes())
    return digest.hexdigest()


def card_of(each: Rule) -> dict[str, Any]:
    """The card as JSON values without its sentences, which the sources hash below covers."""
    return {
        "code": each.code,
        "version": each.version,
        "regulation": each.regulation,
        "effect": each.effect.name,
        "disclosed": each.disclosed,
        "since": each.since.isoformat() if each.since else None,
        "basis": [_basis_of(basis) for basis in each.basis],
        "predicate": each.predicate.__name__,
    }


def _basis_of(basis: Basis) -> dict[str, Any]:
    instrument = basis.instrument
    return {
        "instrument": instrument.key,
        "article": basis.article,
        "gloss_zh": basis.gloss_zh,
        "gloss_en": basis.gloss_en,
        "periods": [
            [since.isoformat(), until.isoformat() if until else None]
            for since, until in instrument.periods
        ],
    }
