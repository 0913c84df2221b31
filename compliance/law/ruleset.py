"""The version of the law as code: one hash over every card and the source of every rule."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from compliance.codes.table import DATA
from compliance.law.canonical import json_bytes
from compliance.law.provisions import Basis
from compliance.law.rule import Rule
from compliance.law.rules import CATALOGUE

LAW = Path(__file__).parent
CODES = DATA.parent
NOT_JUDGING = frozenset(
    "canonical default_exemptions default_grounds default_norms default_policy default_words"
    " elements grounds list_sources office_contacts paper_formats ruleset sample screened".split()
)
"""Modules of the law that write, gather or tell what is judged elsewhere, and the first policy."""


@cache
def ruleset_version() -> str:
    """SHA-256, lower-case hex. Changes with any card, code table or source line that judges."""
    digest = hashlib.sha256()
    for code in sorted(CATALOGUE):
        digest.update(json_bytes(card_of(CATALOGUE[code])))
    for path in judging_sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def judging_sources() -> list[Path]:
    """The modules of the law that judge, and the code tables that they look into with theirs."""
    left_out = {LAW / f"{name}.py" for name in NOT_JUDGING}
    return sorted({*LAW.rglob("*.py"), *CODES.glob("*.py"), *DATA.glob("*.csv")} - left_out)


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
