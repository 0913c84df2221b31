"""All fields of one part of a declaration, and how they become a frozen value of the law."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from compliance.codes.table import CodeTable
from compliance.declared.field import Field, Group
from compliance.law.canonical import from_plain

_hints_of = cache(get_type_hints)
ZERO: dict[Any, Any] = {str: "", int: 0, Decimal: Decimal(0)}


class Dictionary(Mapping[str, Field]):
    """The declared fields of one dataclass of compliance.law.declaration, by name.

    `given` names what nobody fills in: numbers, dates and rows that the freezing hands over.
    """

    def __init__(self, kind: type, *groups: Group, given: tuple[str, ...] = ()) -> None:
        self.kind = kind
        self.groups = groups
        self._types = get_type_hints(kind)
        self._fields = {field.name: field for group in groups for field in group.fields}
        self._refuse_gaps(given)

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def section(self, name: str) -> tuple[Group, ...]:
        """The groups of one page."""
        return tuple(group for group in self.groups if group.section == name)

    def names_in(self, *keys: str) -> list[str]:
        """The names of the fields in those groups."""
        found = (group for group in self.groups if group.key in keys)
        return [field.name for group in found for field in group.fields]

    def copied(self) -> list[str]:
        """The names of the fields that a copy of the declaration takes over."""
        return [field.name for field in self.values() if not field.is_once]

    def habits(self) -> list[str]:
        """The names of the fields that a next declaration begins with."""
        return [field.name for field in self.values() if field.is_habit]

    def columns_of(self, row: str) -> dict[str, Field]:
        """The fields that a related row holds ("end_user"), by their column there."""
        start = f"{row}."
        held = (field for field in self.values() if field.row.startswith(start))
        return {field.row.removeprefix(start): field for field in held}

    def column(self, name: str) -> dict[str, Any]:
        """What the model's column says of that field."""
        return self[name].column()

    def tables(self) -> dict[str, CodeTable]:
        """The code table of each coded field, by the last part of its place."""
        coded = (field for field in self.values() if field.table)
        return {field.place.rpartition(".")[2]: field.table for field in coded if field.table}

    def frozen(self, row: Any, **given: Any) -> Any:
        """The law's value: every field as stored in the row, and what is given beside them."""
        plain: dict[str, Any] = {}
        for field in self.values():
            owner, _dot, name = field.place.rpartition(".")
            held = plain.setdefault(owner, {}) if owner else plain
            held[name] = field.taken_from(row)
        values = {name: self._value(self._types[name], held) for name, held in plain.items()}
        return self.kind(**values, **given)

    def _value(self, hint: Any, held: Any) -> Any:
        """Rows and nested values are structured; what is empty takes the law's own emptiness."""
        if isinstance(held, dict):
            hints = _hints_of(hint)
            return hint(**{name: self._value(hints[name], each) for name, each in held.items()})
        if isinstance(held, list):
            return from_plain(held, hint)
        if held is None and NoneType not in get_args(hint):
            return ZERO[hint]
        return held

    def _refuse_gaps(self, given: tuple[str, ...]) -> None:
        """Raise ValueError unless every field of the law is described or given, and none twice."""
        described = {field.place.partition(".")[0] for field in self.values()}
        known = {field.name for field in fields(self.kind)}
        gaps = (known ^ (described | set(given))) | (described & set(given))
        if gaps:
            raise ValueError(f"{self.kind.__name__} and its dictionary differ: {sorted(gaps)}")
