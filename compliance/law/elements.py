"""What a declaration has to say about its goods: the control statement for the remarks field.

The specification itself is joined by compliance.codes.elements; here the wording follows from
how each line classifies.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from compliance.codes.remarks import controlled_remark, not_controlled_remark
from compliance.codes.tables import GOODS_FORMS
from compliance.law.classify import classify
from compliance.law.declaration import GoodsLine
from compliance.law.policy import Policy

SEPARATOR = "；"


def remark_wording(lines: Iterable[GoodsLine], on: date, policy: Policy) -> str:
    """The statement for all lines: controlled goods first, then each other line's parameters. Goods
    with another controlled element get none: whether they are controlled is still to be shown.

    Like 属于两用物项，3C004.a；不属于管制物项，铟锭，In≥99.995%，锭.
    """
    classified = [(line, classify(line, on, policy)) for line in lines]
    codes = dict.fromkeys(code for _line, found in classified for code in found.control_codes)
    others = [line for line, found in classified if not found.is_controlled and not found.traps]
    parts = [controlled_remark(codes)] if codes else []
    parts += dict.fromkeys(not_controlled_remark(_parameters(line)) for line in others)
    return SEPARATOR.join(parts)


def _parameters(line: GoodsLine) -> tuple[str, ...]:
    form = GOODS_FORMS.get(line.form)
    name = line.name_zh or line.name_en or line.material
    return (name, _purity(line), form.name_zh if form else "")


def _purity(line: GoodsLine) -> str:
    """The purity, or for alloys what they consist of."""
    if line.purity_percent is not None:
        return f"In≥{_plain(line.purity_percent)}%"
    return "、".join(f"{part.substance}{_plain(part.percent)}%" for part in line.composition)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
