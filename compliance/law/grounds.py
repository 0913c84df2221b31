"""Grounds (事由): on what customs holds, refuses, questions or detains, and an exporter asks to
withdraw. Policy data with dates: notices print the words, never the mark of how sure they are."""

from dataclasses import dataclass
from datetime import date

from compliance.codes.row import in_language
from compliance.law.instruments import BY_KEY
from compliance.law.provisions import Basis

ACTS = ("hold", "refuse", "question", "detain", "withdraw")
HOLD_KINDS = (
    "lic_missing",
    "party_listed",
    "party_watch",
    "euc_defect",
    "end_use_change",
    "catch_all",
    "misdeclared",
    "doc_mismatch",
    "sample_pending",
    "price_doubt",
)
MARKS = {
    "V2": ("", ""),
    "S": ("（单一来源）", " (one source)"),
    "M": ("（待核实）", " (to be verified)"),
}


@dataclass(frozen=True)
class Ground:
    """One ground of an act (ACTS), from a day until another (excluded).

    `kind` is what a hold on it is (HOLD_KINDS), empty for other acts; `basis` are provisions as
    "KEY ARTICLE" (the key of an instrument); `confidence` V2 two sources, S one, M to be verified;
    one that is not `disclosed` is told to no exporter.
    """

    act: str
    code: str
    kind: str
    text_zh: str
    text_en: str
    basis: tuple[str, ...]
    since: date
    until: date | None
    confidence: str
    disclosed: bool

    def stands_on(self, day: date) -> bool:
        """Whether it may be chosen on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def label(self) -> str:
        """In the reader's language."""
        return in_language(self.text_zh, self.text_en)

    @property
    def shown(self) -> str:
        """The same on a screen: with a mark where it is not verified."""
        return self.label + in_language(*MARKS[self.confidence])

    @property
    def provisions(self) -> tuple[Basis, ...]:
        """What it rests on. Raises KeyError for an instrument that nobody knows."""
        return tuple(_provision(each) for each in self.basis)


def _provision(text: str) -> Basis:
    key, _space, article = text.partition(" ")
    return BY_KEY[key].article(article)
