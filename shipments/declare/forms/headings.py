"""The law's word on a line's HS code, beside the field while the line is still being filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, get_type_hints

from django.utils.translation import gettext as _

from compliance import clock
from compliance.law.declaration import Component, GoodsLine
from compliance.law.headings import advised_codes, heading_fits, headings_of
from compliance.listed import listed
from compliance.policy.versions import policy_on

DESCRIBING = ("material", "form", "hs_code", "name_zh", "name_en", "cas")


def heading_sentence(
    values: Mapping[str, Any],
    composition: Iterable[Mapping[str, str]] = (),
    specification: str = "",
) -> str:
    """Why the HS code does not fit the goods; empty when it does or something is missing."""
    if not all(values.get(name) for name in ("hs_code", "material", "form")):
        return ""
    line, policy = _described(values, composition, specification), policy_on(clock.today())
    if heading_fits(line, policy):
        return ""
    codes, found = advised_codes(line, policy), headings_of(line, policy)
    if not codes:
        return _("No code is known for this material in this form. Check both.")
    sentence = _(
        "This code is not for goods of that material and form. It may be %(codes)s. %(reason)s"
    )
    reason = str(found.reason) if found and found.reason else ""
    return (sentence % {"codes": listed(codes), "reason": reason}).strip()


def _described(
    values: Mapping[str, Any], composition: Iterable[Mapping[str, str]], specification: str
) -> GoodsLine:
    """A line of what describes the goods, all else blank."""
    parts = tuple(Component(row["substance"], Decimal(row["percent"])) for row in composition)
    kinds = get_type_hints(GoodsLine)
    blank: dict[str, Any] = {
        field.name: _BLANKS.get(kinds[field.name]) for field in fields(GoodsLine)
    }
    described = {name: values.get(name) or "" for name in DESCRIBING}
    tables = {"composition": parts, "control_elements": (), "specification": specification}
    return GoodsLine(**{**blank, **described, **tables})


_BLANKS: dict[Any, Any] = {str: "", int: 0, Decimal: Decimal(0)}
