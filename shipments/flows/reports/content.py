"""What a report says, in both languages and without any table of the database behind it. Pure.

Everything is frozen when the report is asked for, names included, so that the same report can be
printed again in years.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation

from compliance.codes.row import in_language

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True)
class Said:
    """One text in both languages."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """That of "zh" or "en"."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Cell:
    """A text, or a figure: kilograms, percent or a count as a plain decimal."""

    text: Said | None = None
    figure: Decimal | None = None


@dataclass(frozen=True)
class Table:
    """Rows under headings; `note` says what has to be known to read it."""

    heading: Said
    columns: tuple[Said, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Said | None = None


@dataclass(frozen=True)
class Content:
    """A report: title, a few facts as name and value, tables."""

    title: Said
    facts: tuple[tuple[Said, Cell], ...]
    tables: tuple[Table, ...]


def said(text: Callable[[], str] | Any, **parameters: Any) -> Said:
    """A lazy text, or what a function says in the active language, in both."""
    return Said(*(_in(language, text, parameters) for language in LANGUAGES.values()))


def worded(text: Callable[[], str] | Any, **parameters: Any) -> Cell:
    """The same as a cell."""
    return Cell(said(text, **parameters))


def figures(*amounts: Decimal | int | None) -> tuple[Cell, ...]:
    """Cells of figures; an empty one where nothing is known."""
    return tuple(
        Cell(Said("–", "–")) if amount is None else Cell(figure=Decimal(amount))
        for amount in amounts
    )


def headed(*columns: Any) -> tuple[Said, ...]:
    """Headings from lazy texts."""
    return tuple(map(said, columns))


def shown(cell: Cell, language: str) -> str:
    """The cell as printed: figures with thin groups of three and at most three places."""
    if cell.text is not None:
        return cell.text.in_(language)
    figure = (cell.figure or Decimal(0)).quantize(Decimal("0.001"))
    return f"{figure:,f}".rstrip("0").rstrip(".")


def as_shown(content: Content, language: str) -> dict[str, Any]:
    """Title, facts and tables as texts in "zh" or "en", for templates; with each text whether it is
    a figure."""
    return {
        "title": content.title.in_(language),
        "facts": [(name.in_(language), shown(value, language)) for name, value in content.facts],
        "tables": [_table_as_shown(table, language) for table in content.tables],
    }


def reading_language() -> str:
    """ "zh" or "en", as the reader has it."""
    return in_language("zh", "en")


def _table_as_shown(table: Table, language: str) -> dict[str, Any]:
    return {
        "heading": table.heading.in_(language),
        "columns": [column.in_(language) for column in table.columns],
        "rows": [
            [(shown(cell, language), cell.figure is not None) for cell in row] for row in table.rows
        ],
        "note": table.note.in_(language) if table.note else "",
    }


def _in(language: str, text: Callable[[], str] | Any, parameters: dict[str, Any]) -> str:
    with translation.override(language):
        plain = str(text() if callable(text) else text)
        return plain % parameters if parameters else plain
