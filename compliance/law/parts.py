"""The facts of a declaration in parts, where several end-use statements cover its goods lines."""

from collections import defaultdict
from dataclasses import replace

from compliance.law.declaration import Declaration
from compliance.law.facts import Facts


def by_statement(facts: Facts) -> tuple[Facts, ...]:
    """Those of each statement with the lines it covers; as they are where there is one or none."""
    if not facts.declaration.further_statements:
        return (facts,)
    return tuple(_part(facts, each) for each in facts.declaration.by_statement())


def by_use(facts: Facts) -> tuple[Facts, ...]:
    """Those of each end use with all its lines: dividing lines among statements of one use makes no
    lot smaller."""
    parts = by_statement(facts)
    if len(parts) == 1:
        return parts
    uses: dict[str, list[Declaration]] = defaultdict(list)
    for part in parts:
        uses[part.statement.end_use if part.statement else ""].append(part.declaration)
    return tuple(_part(facts, _joined(each)) for each in uses.values())


def _part(facts: Facts, part: Declaration) -> Facts:
    number = part.statement.number if part.statement else None
    used = next((each.kg for each in facts.statement_uses if each.number == number), None)
    return replace(facts, declaration=part, statement_used_kg=used)


def _joined(parts: list[Declaration]) -> Declaration:
    """Parts with one use as one, by the statement of the first."""
    return replace(parts[0], lines=tuple(line for part in parts for line in part.lines))
