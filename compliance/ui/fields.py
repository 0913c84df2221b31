"""Form fields of a declaration: codes from a table, plain numbers, dates.

All of them work without JavaScript and keep what was typed when it cannot be understood.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from compliance.codes.spelling import code_text, plain_text
from compliance.codes.table import Code, CodeTable
from compliance.codes.tables import TABLES

MOST_CANDIDATES = 10
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?|[+-]?\.\d+")


def spelt(spelling: Callable[[str], str], text: str) -> str:
    """The text as it is to be written; ValidationError with the reason where it cannot be."""
    try:
        return spelling(text) if text else ""
    except ValueError as error:
        raise ValidationError(str(error), code="spelling") from error


class SpelledField(forms.CharField):
    """Text in one spelling, before its length counts."""

    def __init__(self, spelling: Callable[[str], str] = plain_text, **kwargs: Any) -> None:
        self.spelling = spelling
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text as it is stored."""
        return spelt(self.spelling, super().to_python(value) or "").strip()


class CodeInput(forms.TextInput):
    """A text box for a code or name; after an unclear entry also the rows it may mean."""

    template_name = "ui/code_input.html"

    def __init__(self, table: CodeTable, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.table = table
        self.candidates: list[Code] = []
        self.more = 0

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The picked candidate, unless the text was changed after the candidates were shown."""
        typed, picked = data.get(name), data.get(f"{name}_pick")
        return picked if picked and data.get(f"{name}_asked") == typed else typed

    def format_value(self, value: Any) -> str | None:
        """Code and name for a known code; otherwise the text as typed."""
        row = self.table.get(str(value)) if value else None
        return row.label if row else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the candidates and the address of the suggestions."""
        context = super().get_context(name, value, attrs)
        context["candidates"], context["more"] = self.candidates, self.more
        context["suggestions"] = reverse("codes:search", args=[self.table.name])
        return context


class CodeField(forms.CharField):
    """A row of a code table, given by code, by "code name" or by its name; cleans to the code."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "unclear": _("“%(text)s” can mean several entries. Choose one of these."),
        "meant": _("“%(text)s” is no code. Do you mean this one? Then choose it."),
        "similar": _("“%(text)s” is not in the list. Perhaps you mean one of these."),
        "unknown": _("“%(text)s” is not in the list. Try another word or the code."),
    }

    def __init__(self, table_name: str, **kwargs: Any) -> None:
        self.table = TABLES[table_name]
        kwargs.setdefault("widget", CodeInput(self.table))
        kwargs.setdefault("help_text", _("Code or name; part of a name gives a choice."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The code. ValidationError with candidates beside the box when it is not clear."""
        text = spelt(code_text, super().to_python(value) or "")
        if not text:
            return ""
        row = self.table.resolve(text)
        if row is None:
            raise self._unclear(text)
        return row.code

    def _unclear(self, text: str) -> ValidationError:
        found = self.table.find(text, MOST_CANDIDATES)
        self.widget.candidates, self.widget.more = found.rows, found.more
        clear = "meant" if len(found.rows) == 1 else "unclear"
        reason = ("similar" if found.is_guess else clear) if found.rows else "unknown"
        return ValidationError(self.error_messages[reason], code=reason, params={"text": text})


class CodeSelect(forms.ChoiceField):
    """A row of a small code table (up to some 30 rows) from a select; cleans to the code."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": _("“%(value)s” is not in the list. Choose one of the entries."),
    }

    def __init__(self, table_name: str, **kwargs: Any) -> None:
        self.table = TABLES[table_name]
        super().__init__(choices=self._rows, **kwargs)

    def to_python(self, value: Any) -> str:
        """The code, also where its name or label was sent."""
        text = spelt(code_text, super().to_python(value))
        row = self.table.resolve(text)
        return row.code if row else text

    def _rows(self) -> list[tuple[str, Any]]:
        return [("", _("Choose…")), *self.table.choices()]


class PlainDecimalField(forms.DecimalField):
    """A number as people write it: 1234.5, 1,234.5 or full-width digits."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write a number, with a point before decimals, as in 1234.5."),
        "min_value": _("Write a number of at least %(limit_value)s."),
        "max_value": _("Write a number of at most %(limit_value)s."),
        "above": _("Write a number of more than %(limit)s."),
        "max_digits": _("Write at most %(max)s digits."),
        "max_decimal_places": _("Write at most %(max)s digits after the point."),
        "max_whole_digits": _("Write at most %(max)s digits before the point."),
    }

    def __init__(self, *, unit: str = "", above: int | None = None, **kwargs: Any) -> None:
        self.above = above
        kwargs.setdefault(
            "widget", forms.TextInput({"inputmode": "decimal", "class": "input-number"})
        )
        if unit and kwargs.get("label"):
            kwargs["label"] = format_lazy("{} ({})", kwargs["label"], unit)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """A Decimal, or None for nothing. A comma counts only between groups of three digits."""
        if value in self.empty_values or isinstance(value, Decimal):
            return super().to_python(value)
        text = "".join(unicodedata.normalize("NFKC", str(value)).split())
        if not NUMBER.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text.replace(",", ""))

    def validate(self, value: Any) -> None:
        """More than `above`, where that is given."""
        super().validate(value)
        if value is not None and self.above is not None and value <= self.above:
            limit = {"limit": self.above}
            raise ValidationError(self.error_messages["above"], code="above", params=limit)

    def prepare_value(self, value: Any) -> Any:
        """A stored number without the zeros the database adds."""
        if not isinstance(value, Decimal):
            return value
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class DateField(forms.DateField):
    """A day from the browser's own picker, or typed in the usual Chinese and ISO ways."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write the day as year-month-day, as in 2026-11-24."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
        super().__init__(input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """A date, or None for nothing."""
        if isinstance(value, str):
            value = "".join(unicodedata.normalize("NFKC", value).split())
        return super().to_python(value)
