"""Facts and declarations to canonical JSON and back: same value, same bytes.

Decimals become plain strings without exponent, dates ISO strings, tuples lists.
"""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from cattrs import Converter

T = TypeVar("T")

_converter = Converter(forbid_extra_keys=False, detailed_validation=False)
_converter.register_unstructure_hook(Decimal, lambda value: format(value, "f"))
_converter.register_structure_hook(Decimal, lambda value, _: Decimal(str(value)))
_converter.register_unstructure_hook(date, lambda value: value.isoformat())
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))


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
