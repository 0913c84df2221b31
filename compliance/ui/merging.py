"""Three versions of a row, column by column: as a page showed it, as it is stored, as typed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

DIGITS = 12


@dataclass(frozen=True)
class Merge:
    """Columns that only others changed, and those that were changed twice, differently."""

    theirs: list[str]
    both: list[str]


def token_of(values: Mapping[str, Any]) -> str:
    """A short hash a column: "name=hash name=hash". Equal values give equal tokens."""
    return " ".join(f"{name}={_hash(value)}" for name, value in sorted(values.items()))


def is_token(text: str) -> bool:
    """Whether the text is such a token: programs send none."""
    return bool(text) and all("=" in part for part in text.split(" "))


def merge(shown: str, stored: str, typed: str) -> Merge:
    """What became of each column, by the three tokens."""
    was, now, mine = _columns(shown), _columns(stored), _columns(typed)
    changed = [name for name in now if now[name] != was.get(name)]
    return Merge(
        theirs=[name for name in changed if mine.get(name) == was.get(name)],
        both=[name for name in changed if mine.get(name) not in (was.get(name), now[name])],
    )


def with_columns(token: str, other: str, names: Iterable[str]) -> str:
    """The token, with those columns as the other one has them."""
    columns, others = _columns(token), _columns(other)
    columns |= {name: others[name] for name in names}
    return " ".join(f"{name}={text}" for name, text in sorted(columns.items()))


def _columns(token: str) -> dict[str, str]:
    pairs = (part.split("=", 1) for part in token.split(" ") if "=" in part)
    return {pair[0]: pair[1] for pair in pairs}


def _hash(value: Any) -> str:
    """A number counts by its value, nothing and an empty text are the same."""
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    plain = json.dumps("" if value is None else value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:DIGITS]
