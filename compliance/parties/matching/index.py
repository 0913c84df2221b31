"""The searchable snapshot of every name on one list version."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from compliance.parties.matching.values import EXACT, REVIEW, Hit, ListedName, Part


@dataclass(frozen=True)
class Index:
    """Names sorted by entry; build once per list version, load in every worker."""

    names: tuple[ListedName, ...]
    forms: tuple[str, ...]

    @classmethod
    def build(cls, names: Iterable[ListedName]) -> "Index":
        kept = tuple(sorted(set(names), key=lambda name: (name.entry_id, name.name)))
        return cls(kept, tuple(_normalised(name.name) for name in kept))

    def save(self, path: Path) -> None:
        rows = [[name.entry_id, name.name] for name in self.names]
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Index":
        rows = json.loads(path.read_text(encoding="utf-8"))
        return cls.build(ListedName(*row) for row in rows)

    def search(self, name: str, *, limit: int = 10, floor: float = REVIEW) -> tuple[Hit, ...]:
        form = _normalised(name)
        found = process.extract(
            form, self.forms, scorer=fuzz.token_sort_ratio, limit=50, score_cutoff=floor * 100
        )
        best: dict[str, Hit] = {}
        for _, ratio, place in found:
            listed = self.names[place]
            score = round(1.0 if self.forms[place] == form else min(ratio / 100, 0.98), 4)
            part = Part(name, listed.name, "same" if score >= EXACT else "typo", score)
            hit = Hit(listed.entry_id, listed.name, score, score >= EXACT, (part,))
            best[listed.entry_id] = max(best.get(listed.entry_id, hit), hit, key=lambda h: h.score)
        return tuple(sorted(best.values(), key=lambda h: (-h.score, h.entry_id, h.name))[:limit])


def _normalised(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
