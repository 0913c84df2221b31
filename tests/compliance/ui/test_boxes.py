"""Boxes of forms are drawn by templates of our own, which do with fewer: what comes out is what
Django's own draw."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

CHOICES = [
    ("", gettext_lazy("Choose…")),
    ("a", "A & <b>"),
    (2, "Two"),
    ("Group <1>", [("g1", "One"), ("g2", mark_safe("<i>2</i>"))]),
]
ATTRS: dict[str, Any] = {
    "id": "id_box",
    "class": 'a"b',
    "required": True,
    "disabled": False,
    "rows": 3,
    "data-empty": "",
    "data-none": None,
    "title": gettext_lazy("Choose…"),
    "data-safe": mark_safe("&amp;"),
}
VALUES = (None, "", "a", "g2", 2, "2", 1.5, "<x>\"'", ["a", "g1"])
BOXES = [
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES),
    forms.TextInput(),
    forms.NumberInput(),
    forms.DateInput(),
    forms.HiddenInput(),
    forms.PasswordInput(),
    forms.Textarea(),
    forms.CheckboxInput(),
    forms.ClearableFileInput(),
]


@pytest.mark.parametrize("box", BOXES, ids=lambda box: type(box).__name__)
@pytest.mark.parametrize("attrs", [{}, ATTRS], ids=["bare", "with attributes"])
def test_a_box_is_drawn_as_by_django(box: forms.Widget, attrs: dict[str, Any]) -> None:
    for value in VALUES:
        theirs = box.render("box", value, attrs=attrs, renderer=DjangoTemplates())
        ours = box.render("box", value, attrs=attrs, renderer=get_default_renderer())
        assert _lines(ours) == _lines(theirs)


def test_no_box_cuts_what_is_pasted_unseen() -> None:
    drawn = forms.TextInput().render("box", "x", attrs={"maxlength": "3", "minlength": "1"})
    assert drawn.split() == '<input type="text" name="box" value="x" minlength="1">'.split()


def _lines(html: str) -> list[str]:
    return [line.strip() for line in html.splitlines() if line.strip()]
