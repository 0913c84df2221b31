"""Declared fields as papers write them, by what the dictionary says of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from compliance.codes.tables import CONTROL_ENTRIES, CURRENCIES, HS_CODES, SUBSTANCES
from compliance.declared.field import MONEY, Annex, Field
from compliance.law.declaration import Component
from shipments.papers.wording import Bilingual, coded, day, joined, money, named, plain, yes_no

BARE = (HS_CODES, CONTROL_ENTRIES)
"""Codes that stand for themselves on paper."""


@dataclass(frozen=True)
class Fact:
    """One labelled value of the annex or of a bilingual paper."""

    label: Bilingual
    text: str


def boxed(field: Field, declared: Any) -> str:
    """In a box of the form: codes with their Chinese name."""
    value = field.declared_in(declared)
    return coded(field.table, value) if field.table else _plain(field, value)


def written(field: Field, declared: Any) -> str:
    """In the annex and on bilingual papers: codes with both names, weights with their unit."""
    value = field.declared_in(declared)
    if field.table and field.table not in BARE:
        name = coded if field.table is CURRENCIES else named
        return name(field.table, value)
    text = _plain(field, value)
    return f"{text}{UNITS[field.unit]}" if text and field.unit else text


def in_annex(fields: Iterable[Field]) -> list[tuple[Annex, Field]]:
    """Those the annex prints, with their labels, in its order."""
    printed = [(field.printed_as, field) for field in fields]
    labelled = [(label, field) for label, field in printed if label]
    return sorted(labelled, key=lambda each: each[0].rank)


UNITS = {"%": "%", "kg": " kg"}


def _plain(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return str(yes_no(value))
    if isinstance(value, Decimal):
        return money(value) if field.digits == MONEY else plain(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        return joined(map(_part, value))
    return "" if value is None else str(value)


def _part(part: Any) -> str:
    if isinstance(part, Component):
        return f"{coded(SUBSTANCES, part.substance)} {plain(part.percent)}%"
    return " ".join(str(value) for value in vars(part).values() if value)
