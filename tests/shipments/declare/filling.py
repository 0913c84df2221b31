"""Filling in a page like a person: read its form, change some fields, send it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

Fields = dict[str, Any]


class _Forms(HTMLParser):
    """The fields of every form on a page, with the values they show."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._select = self._textarea = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name = values.get("name") or ""
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and name:
            self._input(name, values)
        elif tag == "select":
            self._select = name
            self.forms[-1].setdefault(name, "")
        elif tag == "option" and "selected" in values:
            self.forms[-1][self._select] = values.get("value") or ""
        elif tag == "textarea":
            self._textarea, self._text = name, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.forms[-1][self._textarea] = "".join(self._text).removeprefix("\n").lstrip("\r\n")
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text.append(data)

    def _input(self, name: str, values: dict[str, str | None]) -> None:
        is_choice = values.get("type") in ("radio", "checkbox")
        if values.get("type") != "file" and (not is_choice or "checked" in values):
            self.forms[-1][name] = values.get("value") or ""


def fields_of(html: str, having: str) -> Fields:
    """The fields of the form that has a field of that name."""
    parser = _Forms()
    parser.feed(html)
    return next(form for form in parser.forms if having in form)


def fill_in(client: Client, page: str, /, **changes: Any) -> Any:
    """Open the page, change fields of its form, send it; the response to that."""
    fields = fields_of(client.get(page).content.decode(), "stored")
    return client.post(page, {**fields, **changes})
