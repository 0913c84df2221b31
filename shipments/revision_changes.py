"""What a correction changed: two revisions compared field by field. Pure but for labels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compliance.law.policy import Policy
from shipments.labels import label_of, statement_label, value_text

KEYED = {
    "lines": "number",
    "parties": "ref",
    "attachments": "sha256",
    "documents": "code",
    "further_statements": "number",
}
STATEMENTS = ("statement", "further_statements")
IGNORED = {"revision", "declared_on", "filed_by"}
Place = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One field that differs; an empty side means it was not there."""

    where: str
    field: str
    before: str
    after: str


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any], policy: Policy) -> list[Change]:
    """Every difference between the contents of two revisions, in the order of the newer."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    places = [*after, *(place for place in before if place not in after)]
    return [
        _change(place, before.get(place), after.get(place), policy)
        for place in places
        if before.get(place) != after.get(place)
    ]


def _leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every plain value with its place; rows are known by their key, not their position."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if place or name not in IGNORED:
                yield from _leaves(inner, (*place, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value, 1):
            yield from _leaves(inner, (*place, _row_name(place, inner, position)))
    elif value not in (None, ""):
        yield place, value


def _row_name(place: Place, row: Any, position: int) -> str:
    key = KEYED.get(place[-1]) if place else None
    return str(row[key]) if key else str(position)


def _change(place: Place, before: Any, after: Any, policy: Policy) -> Change:
    name = place[-1]
    return Change(
        where=_where(place),
        field=statement_label(name) if place[0] in STATEMENTS else label_of(name),
        before=value_text(name, before, policy),
        after=value_text(name, after, policy),
    )


def _where(place: Place) -> str:
    if len(place) < 2:
        return ""
    if place[0] == "lines":
        return _("Line %(number)s") % {"number": place[1]}
    if place[0] == "attachments":
        return capfirst(_("attachment"))
    if place[0] == "parties":
        role, _dash, number = place[1].rpartition("-")
        return f"{label_of(role)} {number}"
    if place[0] == "further_statements":
        return f"{label_of(place[0])} {place[1]}"
    return label_of(place[0])
