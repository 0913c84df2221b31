"""Tables of a policy as text, one row a line with | between cells, and back with clear errors.

Any value of a Policy field can be written; what is written can be read again to the same value.
"""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BETWEEN_CELLS = "|"
BETWEEN_WRITTEN = " | "
BETWEEN_VALUES = ","
TRUE_WORDS, FALSE_WORDS = ("yes", "true", "1", "是"), ("no", "false", "0", "", "否")


def write_rows(value: Any) -> str:
    """The table as text: dataclass rows, a mapping as key | value, or one value a line."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        rows = [[key, amount] for key, amount in value.items()]
    else:
        rows = [_cells_of(row) for row in value]
    return "\n".join(BETWEEN_WRITTEN.join(map(_write_cell, row)) for row in rows)


def read_rows(text: str, kind: Any) -> Any:
    """The value of that Policy field type. ValidationError with one sentence per bad line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    reader, errors, values = _row_reader(kind), [], []
    for number, line in lines:
        if not line:
            continue
        try:
            values.append(reader(line))
        except ValueError as error:
            errors.append(_("Line %(line)s: %(reason)s") % {"line": number, "reason": error})
    if errors:
        raise ValidationError(errors)
    return dict(values) if _is_mapping(kind) else tuple(values)


def columns_of(kind: Any) -> tuple[str, ...]:
    """Names of the cells of a row."""
    if _is_mapping(kind):
        return ("key", "value")
    row = get_args(kind)[0]
    if dataclasses.is_dataclass(row):
        return tuple(field.name for field in dataclasses.fields(row))
    return ("value",)


def _cells_of(row: Any) -> list[Any]:
    if not dataclasses.is_dataclass(row):
        return [row]
    return [getattr(row, field.name) for field in dataclasses.fields(row)]


def _write_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, Decimal):
        return _trimmed(format(value, "f"))
    if isinstance(value, tuple):
        return f"{BETWEEN_VALUES} ".join(value)
    return str(value)


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _row_reader(kind: Any) -> Callable[[str], Any]:
    if _is_mapping(kind):
        return _read_pair
    row = get_args(kind)[0]
    if dataclasses.is_dataclass(row):
        return lambda line: _read_record(line, row)
    return lambda line: _read_cell(line, row)


def _read_pair(line: str) -> tuple[str, Decimal]:
    key, between, amount = (part.strip() for part in line.partition(BETWEEN_CELLS))
    if not between or not key:
        raise ValueError(_("write a key, | and a number"))
    return key, _read_cell(amount, Decimal)


def _read_record(line: str, row: Any) -> Any:
    cells = [cell.strip() for cell in line.split(BETWEEN_CELLS)]
    fields = dataclasses.fields(row)
    needed = [field for field in fields if field.default is dataclasses.MISSING]
    if not len(needed) <= len(cells) <= len(fields):
        raise ValueError(
            _("%(found)s cells where %(needed)s to %(most)s are needed")
            % {"found": len(cells), "needed": len(needed), "most": len(fields)}
        )
    kinds = get_type_hints(row)
    pairs = zip(fields, cells, strict=False)
    return row(**{field.name: _read_cell(cell, kinds[field.name]) for field, cell in pairs})


def _read_cell(cell: str, kind: Any) -> Any:
    """One value. Raises ValueError with a sentence a person understands."""
    if _is_optional(kind):
        return _read_cell(cell, get_args(kind)[0]) if cell else None
    if get_origin(kind) is tuple:
        return tuple(part.strip() for part in cell.split(BETWEEN_VALUES) if part.strip())
    return READERS[kind](cell)


def _read_number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError(_("“%(text)s” is not a number") % {"text": cell}) from None
    if not number.is_finite():
        raise ValueError(_("“%(text)s” is not a number") % {"text": cell})
    return number


def _read_whole(cell: str) -> int:
    if not cell.isascii() or not cell.isdigit():
        raise ValueError(_("“%(text)s” is not a whole number") % {"text": cell})
    return int(cell)


def _read_date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(_("“%(text)s” is not a date like 2026-11-27") % {"text": cell}) from None


def _read_mark(cell: str) -> bool:
    word = cell.casefold()
    if word not in TRUE_WORDS + FALSE_WORDS:
        raise ValueError(_("“%(text)s” is neither yes nor no") % {"text": cell})
    return word in TRUE_WORDS


READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    bool: _read_mark,
    int: _read_whole,
    Decimal: _read_number,
    date: _read_date,
}


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind)


def _is_mapping(kind: Any) -> bool:
    inner = get_args(kind)[0] if _is_optional(kind) else kind
    return get_origin(inner) is dict
