"""What the arrays of an index have to be to one another, so that no search reads past an end."""

from collections.abc import Iterator

import numpy as np

from compliance.parties.matching.snapshot import Arrays, BadSnapshot
from compliance.parties.matching.values import KINDS

_STARTS = {  # starts: (how many groups, what they cut up)
    "token_start": ("token_weight", "token_bytes"),
    "name_start": ("name_entry", "name_bytes"),
    "form_start": ("form_name", "form_token"),
    "post_start": ("token_weight", "post_value"),
}
_NUMBERS = {  # values: what they number
    "form_name": "name_entry", "form_token": "token_weight", "post_value": "form_name",
    "gram_value": "token_weight", "alike_value": "token_weight", "span_value": "form_name",
    "token_hash_value": "token_weight",
}  # fmt: skip
_SORTED = ("alike", "span", "token_hash")
_AS_LONG = {
    "form_literal": "form_name", "form_legal": "form_name", "form_full": "form_name",
    "form_core": "form_name", "token_letters": "token_weight", "name_kind": "name_entry",
    "alike_key": "alike_value", "span_key": "span_value", "token_hash_key": "token_hash_value",
}  # fmt: skip
TOKENS_MAX = 32


def check(arrays: Arrays) -> None:
    """Raises BadSnapshot where a size, an order or a number cannot be right."""
    for name, holds in _claims(arrays):
        if not holds:
            raise BadSnapshot(f"{name} does not fit the rest of the snapshot")


def _claims(arrays: Arrays) -> Iterator[tuple[str, bool]]:
    for name, other in _AS_LONG.items():
        yield name, arrays[name].size == arrays[other].size
    for name, (groups, cut) in _STARTS.items():
        yield name, _cuts(arrays, name, arrays[groups].size, cut)
    yield "entry_start", _cuts(arrays, "entry_start", arrays["entry_start"].size - 1, "entry_bytes")
    yield "gram_start", _cuts(arrays, "gram_start", arrays["gram_start"].size - 1, "gram_value")
    for name, other in _NUMBERS.items():
        yield name, _highest(arrays, name) < arrays[other].size
    yield "name_entry", _highest(arrays, "name_entry") < arrays["entry_start"].size - 1
    yield "name_kind", _highest(arrays, "name_kind") < 2 * len(KINDS)
    for name in _SORTED:
        yield name, _rises(arrays, f"{name}_key")
    lengths = np.diff(arrays["form_start"].astype(np.int64))
    yield "form_start", not lengths.size or int(lengths.max()) <= TOKENS_MAX


def _cuts(arrays: Arrays, name: str, groups: int, cut: str) -> bool:
    starts = arrays[name]
    ends = starts.size == groups + 1 and int(starts[0]) == 0
    return ends and int(starts[-1]) == arrays[cut].size and _rises(arrays, name)


def _rises(arrays: Arrays, name: str) -> bool:
    return bool(np.all(arrays[name][1:] >= arrays[name][:-1]))


def _highest(arrays: Arrays, name: str) -> int:
    return int(arrays[name].max()) if arrays[name].size else -1
