"""Facts and declarations to canonical JSON and back: same value, same bytes.

Decimals become plain strings without exponent, dates ISO strings, tuples lists. A field that was
`added` after values had been stored is left out while it is empty, so that what says no more than
before has the bytes of before.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

T = TypeVar("T")
ADDED = "added"

_converter = Converter(forbid_extra_keys=False, detailed_validation=False)
_converter.register_unstructure_hook(Decimal, lambda value: format(value, "f"))
_converter.register_structure_hook(Decimal, lambda value, _: Decimal(str(value)))
_converter.register_unstructure_hook(date, lambda value: value.isoformat())
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))


def added(default: T) -> T:
    """The default of a field that came later."""
    late: T = field(default=default, metadata={ADDED: True})
    return late


def _late(kind: Any) -> list[str]:
    return [each.name for each in fields(kind) if each.metadata.get(ADDED)]


@_converter.register_unstructure_hook_factory(lambda kind: is_dataclass(kind) and bool(_late(kind)))
def _without_empty(kind: Any) -> Callable[[Any], dict[str, Any]]:
    left_out: dict[str, Any] = {name: override(omit_if_default=True) for name in _late(kind)}
    return make_dict_unstructure_fn(kind, _converter, **left_out)


def to_plain(value: Any) -> Any:
    """The value as JSON types."""
    return _converter.unstructure(value)


def from_plain(plain: Any, kind: type[T]) -> T:
    """The dataclass instance of that kind; fields added later take their defaults.

    Raises KeyError, TypeError, ValueError or ArithmeticError when a required field is missing or
    malformed.
    """
    return _converter.structure(plain, kind)


def canonical_bytes(value: Any) -> bytes:
    """UTF-8 JSON of the value with sorted keys and no spaces."""
    return json_bytes(to_plain(value))


def json_bytes(plain: Any) -> bytes:
    """The same for what consists of JSON types already."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sha256_of(value: Any) -> str:
    """Lower-case hex SHA-256 over the canonical bytes of the value."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
