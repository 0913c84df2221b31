"""Filling in a page like a person: read its form, change some fields, send it."""

from typing import Any

from django.test import Client
from lxml import html
from lxml.html import HtmlElement

Fields = dict[str, Any]


def fields_of(page: str, having: str) -> Fields:
    """The fields of the form that has a field of that name, with the values they show."""
    forms: list[Fields] = []
    for each in html.fromstring(page).iter("form", "input", "select", "textarea"):
        if each.tag == "form":
            forms.append({})
        elif name := each.get("name"):
            forms[-1].update(_shown(name, each))
    return next(form for form in forms if having in form)


def _shown(name: str, field: HtmlElement) -> Fields:
    """What the field would send: nothing where it is a file or a choice not made."""
    if field.tag == "textarea":
        return {name: (field.text or "").lstrip("\r\n")}
    if field.tag == "select":
        values = [
            each.get("value", "") for each in field.iter("option") if "selected" in each.attrib
        ]
        return {name: values[-1] if values else ""}
    is_choice = field.get("type") in ("radio", "checkbox")
    is_sent = "checked" in field.attrib if is_choice else field.get("type") != "file"
    return {name: field.get("value", "")} if is_sent else {}


def fill_in(client: Client, page: str, /, **changes: Any) -> Any:
    """Open the page, change fields of its form, send it; the response to that."""
    fields = fields_of(client.get(page).content.decode(), "stored")
    return client.post(page, {**fields, **changes})
