"""What is known of one declared field, and how fields stand together on a page.

Type and default follow from compliance.law.declaration; the database column is the models' affair.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils.functional import lazy
from django.utils.translation import get_language

from compliance.codes.spelling import plain_text
from compliance.codes.table import CodeTable

MASS, MONEY, PERCENT = (19, 5), (19, 4), (11, 8)


class Annex(NamedTuple):
    """The label of a value that the official form has no box for; `rank` is its place."""

    rank: int
    zh: str
    en: str = ""

    def __str__(self) -> str:
        return f"{self.zh} {self.en}".strip()


LAST = 1000


@dataclass(frozen=True)
class Field:
    """One declared field. `name` is its column in the draft and its name in the API's input.

    `at` is its place in the frozen value where that differs ("producer.uscc"), `row` its place in
    the stored row ("office.code"). `width` counts characters, `digits` are all and those after the
    point; the codes of an `is_open` field may lie outside its table. `required` fields must be
    filled before a draft is submitted. `above`, `least` and `most` bound a number. `box` is the
    label of the box on the official form, which several fields may share, True where it is the
    field's own; `annex` its place in the annex, with the label where that is another. What has
    neither is printed in the annex under its own label. `tag` is the Single Window's element.
    Everybody who may read a shipment reads every field; `beside_findings` are also shown to
    officers next to what was found. `is_once` fields belong to one consignment: a copy of the
    declaration leaves them empty. `is_habit` fields begin a person's next declaration as they
    stood in the last one.
    """

    name: str
    zh: str
    en: str
    width: int = 0
    digits: tuple[int, int] | None = None
    table: CodeTable | None = None
    spelling: Callable[[str], str] = plain_text
    above: int | None = None
    least: int | None = None
    most: int | None = None
    at: str = ""
    row: str = ""
    required: bool = False
    hint: Any = ""
    box: str | bool = ""
    annex: Annex | int | None = None
    unit: str = ""
    tag: str = ""
    beside_findings: bool = False
    is_open: bool = False
    is_once: bool = False
    is_habit: bool = False

    @property
    def label(self) -> Any:
        """What the field is called, lazily in the reader's language."""
        return _words(self.zh, self.en)

    @property
    def place(self) -> str:
        """Where the frozen value holds it, with dots."""
        return self.at or self.name

    @property
    def box_label(self) -> str:
        """The label of its box on the official form; "" for none."""
        return self.zh if self.box is True else str(self.box or "")

    @property
    def printed_as(self) -> Annex | None:
        """Its label in the annex of the declaration; None when a box holds it."""
        if isinstance(self.annex, Annex):
            return self.annex
        if self.annex is None and self.box:
            return None
        return Annex(self.annex or LAST, self.zh, self.en[:1].upper() + self.en[1:])

    def taken_from(self, row: Any) -> Any:
        """The value in a stored row; None where a row on the way is missing."""
        for step in (self.row or self.name).split("."):
            row = getattr(row, step) if row is not None else None
        return row

    def declared_in(self, declared: Any) -> Any:
        """The value in a frozen value of the law."""
        return attrgetter(self.place)(declared)

    def column(self) -> dict[str, Any]:
        """What a model's column says of it: label, and width or digits."""
        found: dict[str, Any] = {"verbose_name": self.label}
        if self.width:
            found["max_length"] = self.width
        if self.digits:
            found["max_digits"], found["decimal_places"] = self.digits
        return found


class Group:
    """Fields under one legend of a page. A tuple of fields stands side by side."""

    def __init__(
        self, key: str, *rows: Field | tuple[Field, ...], section: str = "", legend: Any = ""
    ) -> None:
        self.key = key
        self.section = section
        self.legend = legend
        self.rows = tuple(row if isinstance(row, tuple) else (row,) for row in rows)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in order."""
        return tuple(field for row in self.rows for field in row)


def _in_language(zh: str, en: str) -> str:
    """English where no language is active: that is how migrations write labels."""
    return en if (get_language() or "en").startswith("en") else zh


_words = lazy(_in_language, str)
