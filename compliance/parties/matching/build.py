"""Builds the arrays of an index from published names: vocabulary, forms, postings, n-grams."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from compliance.parties.matching import kinds, lexicon, trades
from compliance.parties.matching.latin import Form
from compliance.parties.matching.normalise import forms_of
from compliance.parties.matching.snapshot import Arrays
from compliance.parties.matching.tokens import grams, is_dense, is_spelling, keys_of, marks
from compliance.parties.matching.values import KINDS, ListedName

ENTRIES_MIN = 2000
DENSE_SHARE = 0.5
SPAN_MAX = 4
_GRAM_CODES = 38 * 38


@dataclass(frozen=True, slots=True)
class _Listed:
    """A form with the number of its name."""

    name: int
    form: Form


def build_arrays(names: Iterable[ListedName]) -> Arrays:
    """All arrays, in an order that depends on nothing but the names."""
    kept = sorted(set(names), key=lambda name: (name.entry_id, name.name, name.kind))
    entries = sorted({name.entry_id for name in kept})
    entry_of = {entry: place for place, entry in enumerate(entries)}
    owner = [entry_of[name.entry_id] for name in kept]
    forms = [forms_of(name.name, "listed") for name in kept]
    listed = [_Listed(place, form) for place, row in enumerate(forms) for form in row]
    vocabulary = _vocabulary(listed)
    ids = {token: place for place, token in enumerate(vocabulary)}
    return {
        **_texts("name", [name.name for name in kept]),
        **_texts("entry", entries),
        **_texts("token", vocabulary),
        "name_entry": np.array(owner, np.uint32),
        "name_kind": np.array(list(map(_kind_code, kept, forms)), np.uint8),
        "token_weight": _weights(vocabulary, listed, owner, len(entries)),
        "token_letters": np.array([marks(t) if is_spelling(t) else 0 for t in ids], np.uint32),
        **_sorted_keys("token_hash", [(crc32(t.encode()), i) for t, i in ids.items()]),
        **_sorted_keys("alike", _alike(ids)),
        **_forms(listed, ids),
        **_postings(listed, ids),
        **_grams(vocabulary),
        **_sorted_keys("span", _spans(listed)),
    }


def _kind_code(name: ListedName, forms: Sequence[Form]) -> int:
    """Place among KINDS of what the list says; past their end of what the name looks like."""
    if name.kind:
        return KINDS.index(name.kind)
    return len(KINDS) + KINDS.index(kinds.kind_seen(name.name, forms))


def _vocabulary(listed: Sequence[_Listed]) -> list[str]:
    """Tokens; spellings first and by length, so that a length is one slice of each posting.

    Syllables follow, then the rest.
    """
    tokens = {token for row in listed for token in row.form.tokens}
    return sorted(tokens, key=lambda t: (not is_spelling(t), t[0] not in "~^", len(t), t))


def _alike(ids: dict[str, int]) -> set[tuple[int, int]]:
    return {(key.number, place) for token, place in ids.items() for key in keys_of(token, "listed")}


def _weights(
    vocabulary: Sequence[str], listed: Sequence[_Listed], owner: Sequence[int], entries: int
) -> NDArray[Any]:
    """16 to 160 by rarity among entries (logarithmic), never above the token's ceiling.

    Words that say the same are counted together.
    """
    seen = {(trades.canon(token), owner[row.name]) for row in listed for token in row.form.tokens}
    counts: dict[str, int] = {}
    for said, _ in seen:
        counts[said] = counts.get(said, 0) + 1
    whole = math.log(max(entries, ENTRIES_MIN))
    shares = {said: math.log(count) / whole for said, count in counts.items()}
    weights = [_weight(token, shares[trades.canon(token)]) for token in vocabulary]
    return np.array(weights, np.uint8)


def _weight(token: str, share: float) -> int:
    """`share` is 0 for a token of one entry and 1 for one of all; of characters and syllables a
    ceiling is what the rarest weigh."""
    ceiling = lexicon.ceiling(token)
    if is_dense(token):
        return max(16, min(ceiling, round(ceiling * (1 - DENSE_SHARE * share))))
    return min(ceiling, max(16, round(lexicon.WEIGHT_MAX * (1 - share))))


def _forms(listed: Sequence[_Listed], ids: dict[str, int]) -> Arrays:
    return {
        "form_name": np.array([row.name for row in listed], np.uint32),
        "form_start": _starts([len(row.form.tokens) for row in listed]),
        "form_token": np.array([ids[t] for row in listed for t in row.form.tokens], np.uint32),
        "form_literal": np.array([row.form.literal for row in listed], np.uint8),
        "form_legal": np.array([legal_key(row.form.legal) for row in listed], np.uint32),
        "form_full": np.array([crc32(row.form.full.encode()) for row in listed], np.uint32),
        "form_core": np.array([crc32(row.form.core.encode()) for row in listed], np.uint32),
    }


def legal_key(families: tuple[str, ...]) -> int:
    """0 for no legal form, else a number that equal sets of families share."""
    return crc32("|".join(families).encode()) if families else 0


def _postings(listed: Sequence[_Listed], ids: dict[str, int]) -> Arrays:
    pairs = [(ids[t], place) for place, row in enumerate(listed) for t in set(row.form.tokens)]
    return _grouped("post", pairs, len(ids))


def _grams(vocabulary: Sequence[str]) -> Arrays:
    pairs = [
        (gram, place)
        for place, token in enumerate(vocabulary)
        if is_spelling(token)
        for gram in set(grams(token))
    ]
    return _grouped("gram", pairs, _GRAM_CODES)


def _spans(listed: Sequence[_Listed]) -> set[tuple[int, int]]:
    """Hash of every run of 2 to SPAN_MAX words written as one, and of the whole form.

    The latter finds equal forms, which are exact however little their words weigh.
    """
    spans: set[tuple[int, int]] = set()
    for place, row in enumerate(listed):
        tokens = row.form.tokens
        spans.add((whole_key(row.form), place))
        spans.add((crc32("".join(tokens).encode()), place))
        if any(is_dense(token) for token in tokens):
            continue
        spans.update((crc32("".join(run).encode()), place) for run in _runs(tokens))
    return spans


def whole_key(form: Form) -> int:
    """A number that forms share which are the same but for how usual words are written."""
    return crc32((form.core.replace(" ", "") or "".join(form.tokens)).encode())


def _runs(tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
    count = len(tokens)
    return [
        tokens[start : start + length]
        for length in range(2, min(SPAN_MAX, count) + 1)
        for start in range(count - length + 1)
    ]


def _grouped(name: str, pairs: list[tuple[int, int]], groups: int) -> Arrays:
    table = np.array(pairs, np.uint32).reshape(-1, 2)
    order = np.lexsort((table[:, 1], table[:, 0]))
    counts = np.bincount(table[:, 0], minlength=groups)
    return {f"{name}_start": _starts(counts.tolist()), f"{name}_value": table[order, 1]}


def _sorted_keys(name: str, pairs: Iterable[tuple[int, int]]) -> Arrays:
    table = np.array(sorted(pairs), np.uint32).reshape(-1, 2)
    return {f"{name}_key": table[:, 0].copy(), f"{name}_value": table[:, 1].copy()}


def _texts(name: str, texts: Sequence[str]) -> Arrays:
    encoded = [text.encode() for text in texts]
    return {
        f"{name}_bytes": np.frombuffer(b"".join(encoded), np.uint8),
        f"{name}_start": _starts([len(text) for text in encoded]),
    }


def _starts(lengths: Sequence[int]) -> NDArray[Any]:
    return np.concatenate(([0], np.cumsum(np.array(lengths, np.int64)))).astype(np.uint32)
