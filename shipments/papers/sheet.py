"""Papers that a trader or customs fills in rather than decides: sections of facts and tables,
places to sign, and once under which provision the sheet stands and whose layout it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from compliance.law.declaration import Declaration
from shipments.papers.paper import Context, Issue, Paper
from shipments.papers.remarks import OWN_LAYOUT
from shipments.papers.wording import EMPTY, Bilingual
from shipments.papers.written import Fact

BLANK = " "  # a line to be filled in by hand
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Column:
    """One column; `share` of the width in percent, numbers stand right."""

    title: Bilingual
    share: int
    is_number: bool = False


@dataclass(frozen=True)
class Part:
    """A titled part: facts, or a table, or words."""

    title: Bilingual
    facts: Sequence[Fact] = ()
    columns: Sequence[Column] = ()
    rows: Rows = ()
    words: Sequence[Bilingual] = ()

    @property
    def cells(self) -> list[list[tuple[Column, str]]]:
        """The table, each text with its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Sheet:
    """What is printed; `basis` names provisions, `signs` the places to sign and seal."""

    title: Bilingual
    parts: Sequence[Part]
    basis: Bilingual
    intro: Bilingual | None = None
    signs: Sequence[Bilingual] = field(default_factory=tuple)

    @property
    def remark(self) -> Bilingual:
        """Under which provision, and whose layout."""
        return Bilingual(
            f"依据{self.basis.zh}；{OWN_LAYOUT.zh}", f"Under {self.basis.en}. {OWN_LAYOUT.en}"
        )


Words = Callable[[Declaration, Issue], Sheet]


def a_sheet(kind: str, letters: str, name: Any, *editions: Words, **cells: Any) -> Paper:
    """A paper in the shared layout of sheets; `editions` are its words, oldest first."""

    def context(declaration: Declaration, issue: Issue) -> Context:
        return {"sheet": editions[issue.edition - 1](declaration, issue)}

    return Paper(
        kind=kind,
        letters=letters,
        name=name,
        context=context,
        template="sheet",
        editions=len(editions),
        **cells,
    )


def facts(*rows: tuple[str, str, str], empty: str = EMPTY) -> list[Fact]:
    """Chinese and English label with the text of each; `empty` stands for what is not given."""
    return [Fact(Bilingual(zh, en), text or empty) for zh, en, text in rows]


def columns(*told: tuple[str, str, int] | tuple[str, str, int, bool]) -> list[Column]:
    """Columns from Chinese, English, share, and whether it holds numbers."""
    return [Column(Bilingual(zh, en), share, *rest) for zh, en, share, *rest in told]


def lines_of(text: str) -> Iterable[str]:
    """A frozen detail that holds several lines."""
    return (line for line in text.splitlines() if line)
