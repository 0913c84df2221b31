"""The end-use statements of a declaration for the case page, value by value."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from compliance.law.declaration import Declaration, EndUseStatement
from compliance.law.policy import Policy
from compliance.ui.templatetags.gate49 import kg
from shipments.labels import statement_label, value_text
from shipments.review.beside import Fact, is_plain


@dataclass(frozen=True)
class Stated:
    """One statement; `numbers` are the lines it covers, where there are several statements."""

    numbers: list[int]
    facts: list[Fact]


def stated_in(
    declaration: Declaration, policy: Policy, screened: Mapping[str, Any]
) -> list[Stated]:
    """Each statement with what earlier declarations use of it, by the facts of a screening."""
    several = bool(declaration.further_statements)
    return [
        Stated(
            [line.number for line in part.lines] if several else [],
            [*_values(part.statement, policy), *_use(part, screened, several=several)],
        )
        for part in declaration.by_statement()
        if part.statement
    ]


def _values(statement: EndUseStatement, policy: Policy) -> list[Fact]:
    return [
        Fact(statement_label(name), value_text(name, value, policy))
        for name in statement.__dataclass_fields__
        if is_plain(value := getattr(statement, name)) and value not in (None, "")
    ]


def _use(part: Declaration, screened: Mapping[str, Any], *, several: bool) -> list[Fact]:
    uses = {each["number"]: each["kg"] for each in screened.get("statement_uses", ())}
    number = part.statement.number if part.statement else ""
    used = uses.get(number) if several else screened.get("statement_used_kg")
    found = [] if used is None else [Fact(_("Used by earlier declarations"), kg(used))]
    if several:
        own = sum((line.net_weight_kg for line in part.lines), Decimal(0))
        found.append(Fact(_("Declared on it here"), kg(own)))
    return found
